"""Runs Canaille, an identity provider of other people, for one test; by the Python that it is installed in.

python canaille_provider.py PORT BONEMET: listens on 127.0.0.1:PORT for the bonemet at the address BONEMET.
The one user is "archer", with the password and the address below.
"""

import sys

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import RSAKey
from werkzeug.serving import run_simple

port, bonemet = int(sys.argv[1]), sys.argv[2]
app = create_app(
    {
        "SECRET_KEY": "lives for one test",
        "SERVER_NAME": f"127.0.0.1:{port}",
        "PREFERRED_URL_SCHEME": "http",
        "CANAILLE_OIDC": {
            "REQUIRE_NONCE": False,
            "ACTIVE_JWKS": [RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)],
        },
    }
)
with app.app_context():
    backend = Backend.instance
    with backend.session():
        backend.save(
            models.User(
                formatted_name="A. Archer",
                family_name="Archer",
                user_name="archer",
                emails=["archer@hospital.example"],
                password="correct horse battery",
            )
        )
        client = models.Client(
            client_id="bonemet",
            client_secret="a secret of one test",
            client_name="bonemet",
            client_uri=bonemet,
            redirect_uris=[f"{bonemet}/accounts/oidc/sso/login/callback/"],
            post_logout_redirect_uris=[f"{bonemet}/accounts/login/"],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email", "groups"],
            token_endpoint_auth_method="client_secret_post",
        )
        backend.save(client)
        client.audience = [client]
        backend.save(client)
run_simple("127.0.0.1", port, app, threaded=True)
