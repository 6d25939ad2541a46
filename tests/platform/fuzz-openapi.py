#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends a platform what its own description allows, and what it does not.

Every operation of /openapi.json is called with bodies made from its schema,
then with the same bodies broken in one place. Whatever is sent, the platform
answers with something that its description names, never with a 5xx, and errors
have the form of errors.

usage: fuzz-openapi.py PLATFORM [ROUNDS [SEED]]
"""

import copy
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

TEXTS = ["", "x", "🎫", "\u0000", "'; DROP TABLE change; --", "<script>", "A" * 5000, "\ud7ff", "../../etc/passwd", "%s%n", "-1"]
NUMBERS = [0, 1, -1, 99, 100, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 1e308, 0.5]


class Api:
    def __init__(self, description):
        self.schemas = description["components"]["schemas"]
        self.prefix = description["servers"][0]["url"]
        self.operations = [
            (path, method, operation)
            for path, methods in description["paths"].items()
            for method, operation in methods.items()
            if path != "/live"
        ]

    def resolve(self, schema):
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def problem(self, value, schema, where="answer"):
        """Says how @value differs from its schema, or nothing."""
        schema = self.resolve(schema)
        kind = schema.get("type")
        kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "number": (int, float)}
        if "const" in schema and value != schema["const"]:
            return f"{where} is not {schema['const']!r}"
        if "enum" in schema and value not in schema["enum"]:
            return f"{where} is none of {schema['enum']}"
        if kind and not isinstance(value, kinds[kind]):
            return f"{where} is no {kind}"
        if isinstance(value, dict):
            for name in schema.get("required", []):
                if name not in value:
                    return f"{where} lacks {name}"
            for name, part in schema.get("properties", {}).items():
                if name in value and (said := self.problem(value[name], part, f"{where}.{name}")):
                    return said
        if isinstance(value, list) and "items" in schema:
            for item in value:
                if said := self.problem(item, schema["items"], f"{where}[]"):
                    return said
        return None


class Maker:
    """Makes values from schemas, and breaks them."""

    def __init__(self, api, chance):
        self.api = api
        self.chance = chance

    def uuid(self):
        digits = f"{self.chance.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-7{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"

    def value(self, schema, depth=0):
        schema = self.api.resolve(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            required = schema.get("required", [])
            return {
                name: self.value(part, depth + 1)
                for name, part in schema.get("properties", {}).items()
                if name in required or self.chance.random() < 0.7
            }
        if kind == "array":
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(self.chance.randint(0, 3))]
        if kind == "string":
            if schema.get("format") == "uuid" or "examples" not in schema and self.chance.random() < 0.3:
                return self.uuid()
            return self.chance.choice(schema.get("examples") or TEXTS)
        if kind == "integer":
            return self.chance.choice([schema.get("minimum", 0), schema.get("maximum", 10), self.chance.randint(0, 1000)])
        return self.chance.choice([None, True, 5, "x", [], {}])

    def junk(self):
        nested = []
        for _ in range(self.chance.randint(1, 40)):
            nested = [nested]
        return self.chance.choice([None, True, [], {}, nested, *TEXTS, *NUMBERS])

    def broken(self, value):
        """A copy of @value with one thing in it that is something else."""
        value = copy.deepcopy(value)
        place = value
        while isinstance(place, (dict, list)) and place:
            key = self.chance.choice(list(place)) if isinstance(place, dict) else self.chance.randrange(len(place))
            if isinstance(place[key], (dict, list)) and place[key] and self.chance.random() < 0.7:
                place = place[key]
            elif isinstance(place, dict) and self.chance.random() < 0.3:
                del place[key]
                return value
            else:
                place[key] = self.junk()
                return value
        return self.junk()

    def bytes(self, body):
        text = json.dumps(body).encode()
        if self.chance.random() < 0.1:
            cut = self.chance.randrange(len(text) + 1)
            return text[:cut] + bytes(self.chance.getrandbits(8) for _ in range(self.chance.randint(0, 8))) + text[cut + 1 :]
        return text


class Platform:
    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="foyer-fuzz-")
        self.log = open(os.path.join(self.folder, "log"), "wb")
        arguments = [program, "--data", self.folder, "--port", "0", "--http", "--rate", "0"]
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=self.log, text=True, env=os.environ | {"G_DEBUG": "fatal-warnings"}
        )
        address = self.process.stdout.readline().split()[-1]
        self.process.stdout.readline()
        code = urllib.parse.urlparse(self.process.stdout.readline().strip())
        self.host = urllib.parse.urlparse(address).netloc
        self.connection = None
        self.tokens = [None, "x" * 43]
        first = urllib.parse.parse_qs(code.query)["token"][0]
        organizer = self.pair(first, 1, "organizer")
        self.tokens.append(organizer)
        for number, role in enumerate(["box-office", "door", "admin"], 2):
            answer = self.call("POST", "/api/v1/pairing", {"role": role} if role != "admin" else {"role": "organizer"}, organizer)
            self.tokens.append(self.pair(answer["token"], number, role))

    def pair(self, token, number, name):
        device = f"0193a5c2-7a10-7c44-8f11-2b8de2c8000{number}"
        return self.call("POST", "/api/v1/device/pair", {"token": token, "device": device, "name": name}, None)["access_token"]

    def call(self, method, path, body, token):
        status, text, _ = self.send(method, path, json.dumps(body).encode(), token)
        assert status < 300, (status, text)
        return json.loads(text)

    def send(self, method, path, body, token):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, timeout=20)
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = "Bearer " + token
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read(), answer.getheader("Content-Type", "")
        except http.client.HTTPException:
            self.connection = None
            raise

    def stop(self):
        self.process.terminate()
        code = self.process.wait(20)
        self.log.close()
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as log:
            loud = [line for line in log if "level=critical" in line or "level=warning" in line or "level=error" in line]
        shutil.rmtree(self.folder)
        return code, loud


def check(api, operation, status, text, kind):
    said = operation["responses"].get(str(status))
    if status >= 500:
        return f"{status}"
    if said is None:
        return f"{status} is not described"
    # what is no path at all is answered before anybody looks for an error to tell
    if "json" not in kind or "ndjson" in kind or not text:
        return None
    try:
        body = json.loads(text)
    except ValueError as error:
        return f"no JSON: {error}"
    if status >= 400 and body.get("statusCode") != status:
        return "statusCode is another"
    schema = said.get("content", {}).get("application/json", {}).get("schema")
    return api.problem(body, schema) if schema else None


def main():
    program, rounds, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60, int(sys.argv[3]) if len(sys.argv) > 3 else 1
    chance = random.Random(seed)
    platform = Platform(program)
    answers = {}
    status, text, _ = platform.send("GET", "/openapi.json", None, None)
    api = Api(json.loads(text))
    maker = Maker(api, chance)
    for turn in range(rounds):
        for path, method, operation in api.operations:
            media = operation.get("requestBody", {}).get("content", {}).get("application/json")
            body = None
            if media:
                body = maker.value(media["schema"]) if chance.random() < 0.7 else media.get("example", {})
                if chance.random() < 0.6:
                    body = maker.broken(body)
                body = maker.bytes(body)
            target = api.prefix + path
            query = {}
            for parameter in operation.get("parameters", []):
                value = maker.value(parameter["schema"]) if chance.random() < 0.5 else maker.junk()
                if parameter["in"] == "path":
                    known = f"0193a5c2-7a10-7c44-8f11-2b8de2c8000{chance.randint(1, 6)}"
                    value = known if chance.random() < 0.5 else urllib.parse.quote(str(value)[:200], safe="") or "x"
                    target = target.replace("{" + parameter["name"] + "}", value)
                elif parameter["in"] == "query" and chance.random() < 0.7:
                    query[parameter["name"]] = value
            if query:
                target += "?" + urllib.parse.urlencode(query, errors="replace")
            # device 2 to 4 may be locked out on the way; the organizer stays
            token = chance.choice(platform.tokens)
            status, text, kind = platform.send(method.upper(), target, body, token)
            answers[status] = answers.get(status, 0) + 1
            if said := check(api, operation, status, text, kind):
                print(f"not ok 1 - {method.upper()} {target[:300]}: {said} (seed {seed}, round {turn})")
                print(f"# sent {body!r:.2000}\n# got {status} {text!r:.1000}")
                platform.process.kill()
                return 1
    code, loud = platform.stop()
    if code != 0 or loud:
        print(f"not ok 1 - the platform ended with {code} (seed {seed})")
        print("".join("# " + line for line in loud[:5]), end="")
        return 1
    told = ", ".join(f"{status}: {number}" for status, number in sorted(answers.items()))
    print(f"ok 1 - {sum(answers.values())} requests, seed {seed} ({told})")
    print("1..1")
    return 0


sys.exit(main())
