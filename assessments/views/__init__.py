"""What is answered to a browser. Views read and show; every write is in `actions`."""
