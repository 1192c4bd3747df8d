"""Servers for tests: `servers.py serve HOST [CERTIFICATE KEY]` and `servers.py proxy [USER:PASSWORD]`.

The first line they write is their port; then comes one JSON object a line for each request.
"""

import base64
import gzip
import http.client
import http.server
import json
import socket
import ssl
import sys
import threading
from urllib.parse import urlsplit

COMPLETION = json.dumps(
    {
        "model": "tiny-1",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}
        ],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3},
    }
).encode()


def note(**what):
    print(json.dumps(what), flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    login = None

    def log_message(self, *_):
        pass

    def noted(self):
        note(
            method=self.command,
            path=self.path,
            client=self.client_address[1],
            headers={name.lower(): value for name, value in self.headers.items()},
        )
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(Handler):
    def do_POST(self):
        self.noted()
        if "gzip" in (self.headers.get("Accept-Encoding") or ""):
            body = gzip.compress(COMPLETION)
            self.answer(200, body, Content_Type="application/json", Content_Encoding="gzip")
        else:
            self.answer(200, COMPLETION, Content_Type="application/json")

    def do_GET(self):
        self.noted()
        self.answer(200, b'{"data":[{"id":"tiny"}]}', Content_Type="application/json")


class Proxy(Handler):
    def is_welcome(self):
        if self.login is None:
            return True
        wanted = "Basic " + base64.b64encode(self.login.encode()).decode()
        if self.headers.get("Proxy-Authorization") == wanted:
            return True
        self.answer(407, b"who are you?", Proxy_Authenticate='Basic realm="test"')
        return False

    def do_CONNECT(self):
        self.noted()
        if not self.is_welcome():
            return
        host, _, port = self.path.rpartition(":")
        if host.endswith(".forbidden"):
            self.answer(403, b"not there")
            return
        upstream = socket.create_connection((host.strip("[]"), int(port)))
        self.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        threading.Thread(target=pump, args=(upstream, self.connection), daemon=True).start()
        pump(self.connection, upstream)
        self.close_connection = True

    def forward(self):
        body = self.noted()
        if not self.is_welcome():
            return
        url = urlsplit(self.path)
        connection = http.client.HTTPConnection(url.hostname, url.port or 80)
        headers = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in ("proxy-authorization", "proxy-connection", "accept-encoding")
        }
        connection.request(self.command, url.path, body, headers)
        reply = connection.getresponse()
        self.answer(reply.status, reply.read(), Content_Type=reply.getheader("Content-Type") or "")

    do_GET = do_POST = forward


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class Threads(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    secure = None

    def finish_request(self, request, address):
        # In the thread of the connection, so that a handshake holds up nobody else.
        if self.secure:
            request = self.secure.wrap_socket(request, server_side=True)
        super().finish_request(request, address)

    def handle_error(self, *_):
        pass


def main(kind, *rest):
    host = rest[0] if kind == "serve" else "127.0.0.1"
    Threads.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = Threads((host, 0), Server if kind == "serve" else Proxy)
    if kind == "proxy" and rest:
        Proxy.login = rest[0]
    if kind == "serve" and len(rest) > 1:
        server.secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.secure.load_cert_chain(rest[1], rest[2])
    print(server.server_address[1], flush=True)
    server.serve_forever()


main(*sys.argv[1:])
