"""An application with Authlib: begins a sign-in, reads the answer of the browser from standard input, says what it got."""

import json
import sys

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt
from authlib.oidc.core import CodeIDToken

issuer, client_id, client_secret, redirect_uri = sys.argv[1:]
metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
session = OAuth2Session(
    client_id,
    client_secret,
    scope="openid email offline_access",
    redirect_uri=redirect_uri,
    code_challenge_method="S256",
    token_endpoint_auth_method="client_secret_basic",
)
verifier = generate_token(48)
nonce = generate_token(20)
url, state = session.create_authorization_url(
    metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce, prompt="consent"
)
print(json.dumps({"url": url}), flush=True)

answer = sys.stdin.readline().strip()
token = session.fetch_token(
    metadata["token_endpoint"], authorization_response=answer, state=state, code_verifier=verifier
)
keys = JsonWebKey.import_key_set(requests.get(metadata["jwks_uri"], timeout=10).json())
claims = jwt.decode(
    token["id_token"],
    keys,
    claims_cls=CodeIDToken,
    claims_options={"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}},
    claims_params={"nonce": nonce, "client_id": client_id, "access_token": token["access_token"]},
)
claims.validate(leeway=5)
userinfo = session.get(metadata["userinfo_endpoint"], timeout=10).json()
refreshed = session.refresh_token(metadata["token_endpoint"])
revoked = session.revoke_token(metadata["revocation_endpoint"], token=refreshed["refresh_token"])
print(
    json.dumps(
        {
            "sub": claims["sub"],
            "sid": claims["sid"],
            "userinfo": userinfo,
            "refreshed": refreshed["token_type"],
            "revoked": revoked.status_code,
        }
    ),
    flush=True,
)
