"""nginx and Caddy read their files, and one logs in through them."""

import http.client
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest

from tests.faults.server import HOST, Server
from tests.patience import PATIENCE

PASSWORD = "correct horse battery"
DEPLOY = Path(__file__).parents[2] / "deploy"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/bonemet.conf;
}}
"""


AWAY_AT = "/opt/bonemet/deploy"  # where the page of while bonemet is away lies


def nginx(folder: Path, server: Server, port: int, redirect: int, program: Callable[[str], str]) -> list[str]:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    text = text.replace("/etc/ssl/bonemet", str(folder)).replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace(
        "listen 80", f"listen 127.0.0.1:{redirect}"
    )
    (folder / "bonemet.conf").write_text(text.replace(AWAY_AT, str(DEPLOY)), "utf-8")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder), "utf-8")
    command = [program("nginx"), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    return command


def caddy(
    folder: Path, server: Server, port: int, _redirect: int, program: Callable[[str], str]
) -> list[str]:
    text = (DEPLOY / "Caddyfile").read_text("utf-8")
    text = text.replace("/etc/ssl/bonemet", str(folder)).replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    text = text.replace(f"{HOST}:443", f"{HOST}:{port}")
    path = folder / "Caddyfile"
    path.write_text(text.replace(AWAY_AT, str(DEPLOY)), "utf-8")
    options = ["--config", str(path), "--adapter", "caddyfile"]
    subprocess.run([program("caddy"), "validate", *options], check=True, capture_output=True)
    return [program("caddy"), "run", *options]


Setup = Callable[[Path, Server, int, int, Callable[[str], str]], list[str]]


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(folder)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                ask(folder, port, "GET", "/accounts/login/")
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def ask(
    folder: Path, port: int, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    trusted = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        plain = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        connection.sock = trusted.wrap_socket(plain, server_hostname=HOST)
        sent = {"Host": f"{HOST}:{port}", **{name.replace("_", "-"): text for name, text in headers.items()}}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def without_tls(port: int, path: str) -> tuple[int, str | None]:
    """Ask in the clear; tell the status, and where one is led."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers={"Host": HOST})
        answer = connection.getresponse()
        return answer.status, answer.headers["Location"]


def shakes_hands(openssl: str, port: int, protocol: str, ciphers: str = "ALL") -> bool:
    """Tell whether a client that takes whatever is asked, however weak, comes to speak with the proxy."""
    command = [openssl, "s_client", "-connect", f"127.0.0.1:{port}", "-servername", HOST, protocol]
    command += ["-cipher", f"{ciphers}:@SECLEVEL=0"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
    )
    return done.returncode == 0


@pytest.mark.parametrize("setup", [nginx, caddy])
def test_one_logs_in_through_the_proxy(
    setup: Setup, certificate: Path, served: Server, port: int, program: Callable[[str], str], redirect: int
) -> None:
    folder = certificate
    with running(setup(folder, served, port, redirect, program), port, folder):
        status, headers, page = ask(folder, port, "GET", "/accounts/login/")
        assert status == 200
        assert "max-age=31536000" in headers["Strict-Transport-Security"]
        csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        cookie = re.search(r"__Host-csrftoken=(\w+)", headers["Set-Cookie"])
        assert csrf is not None
        assert cookie is not None
        form = urlencode({"login": "surgeon0", "password": PASSWORD, "csrfmiddlewaretoken": csrf[1]}).encode()
        kind = {
            "Content_Type": "application/x-www-form-urlencoded",
            "Cookie": f"__Host-csrftoken={cookie[1]}",
        }
        status, headers, page = ask(
            folder, port, "POST", "/accounts/login/", form, Origin=f"https://{HOST}:{port}", **kind
        )
        assert (status, headers["Location"]) == (302, "/"), page
        assert any("__Host-sessionid=" in line for line in headers.get_all("Set-Cookie") or [])
        # Too large a body ends at the proxy; the page it came from is still served.
        assert ask(folder, port, "POST", "/accounts/login/", b"x" * 3_000_000, **kind)[0] == 413
        # Where a picture is attached it is let through, to bonemet, which knows who has logged in.
        pictures = f"/assessments/{UUID(int=1)}/lesions/{UUID(int=2)}/pictures/"
        assert ask(folder, port, "POST", pictures, b"x" * 3_000_000, **kind)[0] == 413
        session = re.search(r"__Host-sessionid=(\w+)", str(headers.get_all("Set-Cookie")))
        assert session is not None
        kind["Cookie"] += f"; __Host-sessionid={session[1]}"
        assert ask(folder, port, "POST", pictures, b"x" * 3_000_000, **kind)[0] == 400  # no file
        assert ask(folder, port, "POST", pictures, b"x", Content_Length="23000000", **kind)[0] == 413
        # Without TLS pages are led on, and programs are told; Caddy's does not listen there at all.
        if setup is nginx:
            assert without_tls(redirect, "/") == (301, f"https://{HOST}/")
            assert without_tls(redirect, "/fhir/DiagnosticReport") == (403, None)
            assert without_tls(redirect, "/cds-services") == (403, None)
        # TLS 1.2 at least, and with forward secrecy.
        assert shakes_hands(program("openssl"), port, "-tls1_2")
        assert not shakes_hands(program("openssl"), port, "-tls1_1")
        assert not shakes_hands(program("openssl"), port, "-tls1_2", "AES128-SHA")
        # From this computer the monitoring is answered.
        assert ask(folder, port, "GET", "/healthz")[0] == 200
