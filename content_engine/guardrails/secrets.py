"""`secret`: credentials, tokens, keys, connection strings and the names of machines inside.

Forms of keys are those their issuers publish: AWS, GitHub, GitLab, Slack, Stripe, OpenAI, Anthropic, Google, SendGrid,
Twilio, npm, PyPI, Shopify, DigitalOcean, Hugging Face, Mailgun; JWT is RFC 7519, PEM RFC 7468.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from content_engine.domain.brand import OnFail
from content_engine.guardrails.patterns import either, pattern, words
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_KEYS = either(
    (
        r"\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA|AGPA|ANPA)[A-Z0-9]{12,}",
        r"\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{16,}|\bgithub_pat_[A-Za-z0-9_]{16,}|\bgl(?:pat|dt|ptt|rt|soat"
        r"|cbt)-[A-Za-z0-9_-]{12,}",
        r"\bxox[abeoprs]-[A-Za-z0-9-]{8,}|\bxapp-\d-[A-Za-z0-9-]{8,}",
        r"\b[sprk]k_(?:live|test|prod)_[A-Za-z0-9]{6,}|\bwhsec_[A-Za-z0-9+/=_-]{8,}|\bsk-[A-Za-z0-9_-]{12,}"
        r"|\bpk-[A-Za-z0-9_-]{20,}",
        r"\bsk-(?:ant|proj|or|svcacct|lf)-[A-Za-z0-9_-]{4,}|\bAIza[A-Za-z0-9_-]{20,}|\bya29\.[A-Za-z0-9_-]{10,}"
        r"|\bGOCSPX-[A-Za-z0-9_-]{8,}",
        r"\bSG\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}|\bnpm_[A-Za-z0-9]{16,}|\bpypi-[A-Za-z0-9_-]{16,}"
        r"|\bdo[opr]_v1_[a-f0-9]{16,}",
        r"\bhf_[A-Za-z0-9]{16,}|\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,}|\bkey-[a-f0-9]{16,}|\bAC[a-f0-9]{32}\b"
        r"|\bdckr_pat_[A-Za-z0-9_-]{8,}",
        r"\bsq0(?:atp|csp)-[A-Za-z0-9_-]{10,}|\bEAA[A-Za-z0-9]{24,}|\brk-[A-Za-z0-9]{16,}|\bNRAK-[A-Z0-9]{10,}"
        r"|\bvault:v\d:|\bhvs\.[A-Za-z0-9_-]{8,}",
        r"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?|\beyJ[A-Za-z0-9_-]{24,}",
        r"-{3,}\s?BEGIN [A-Z0-9 ]+-{3,}|\bBEGIN (?:RSA |EC |OPENSSH |DSA |PGP )?PRIVATE KEY\b|\bssh-(?:rsa|ed25519"
        r"|dss) AAAA|\bAGE-SECRET-KEY-",
        r"\barn:aws[a-z-]*:[a-z0-9-]+:|\b[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){3,}\b",
    ),
    flags="-i",
)
_CONNECTIONS = either(
    (
        r"\b(?:jdbc:)?(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|oracle"
        r"|clickhouse|snowflake"
        r"|cassandra|neo4j(?:\+s)?|bolt|nats|kafka|ldaps?|smtps?|imaps?|sftp|ssh|s3|gs|hdfs|memcached|cockroachdb"
        r"|redshift)"
        r"(?:\+[a-z0-9]+)?://\S*",
        r"\b(?:server|host|data source|addr)\s*=\s*[^;\s]+\s*;.*\b(?:password|pwd|uid|user id|database)\s*=",
        r"\b(?:accountkey|sharedaccesskey|sharedaccesssignature|defaultendpointsprotocol|endpoint=sb)\s*=",
        r"\bhost=\S+\s+(?:port|dbname|user|password)=|\bdbname=\S+|\bpgpassword\b",
        r"\bpsql\s+-[a-z]|\bmysql\s+-[uhp]|\bcurl\s+.*-u\s*\S+:\S+|\bssh\s+(?:-\w+\s+\S+\s+)*\w+@",
    )
)
_NAMES = (
    r"(?:pass(?:word|wd|phrase|code|wort)?|pwd|kennwort|zugangsdaten|mot de passe|mdp|contrase[nñ]a"
    r"|clave(?: de acceso)?|secret"
    r"|client[ _-]?secret|api[ _-]?(?:key|token|secret)|access[ _-]?(?:key|token)|auth[ _-]?token|bearer|token"
    r"|private[ _-]?key"
    r"|secret[ _-]?key|signing[ _-]?(?:key|secret)|webhook[ _-]?secret|credentials?|login|zugang|schlüssel|jeton"
    r"|cl[eé](?: d'api| api)?)"
)
_STATED = pattern(
    rf"(?i)\b{_NAMES}\b[\"']?\s*(?P<said>:|=|=>|\bis\b|\bist\b|\blautet\b|\best\b|\bes\b|\bset to\b|→|->)?"
    r"\s*[\"'`(]?([^\s\"'`()<>]{4,})"
)
_STATED_OF_SOMETHING = pattern(
    r"(?i)\b(?:pass(?:word|wd|phrase|code|wort)|pwd|kennwort|mot de passe|mdp|contrase[nñ]a)"
    r"(?:\s+[\p{L}'’-]+){1,6}\s+(?P<said>is|ist|lautet|est|es|set to)\s+[\"'`(]?([^\s\"'`()<>]{4,})"
)
_SAID_OF_PASSWORDS = words(
    "required optional choose hidden changed reset forgotten protected needed missing invalid expired secure stored"
    " never "
    "again later weekly monthly settings enabled disabled erforderlich vergessen obligatoire oublié requerida olvidada"
)
_AUTHORISATION = pattern(
    r"(?i)\bauthorization\s*:\s*\S+\s+\S{6,}|\bbearer\s+[A-Za-z0-9._~+/-]{12,}|\bbasic\s+[A-Za-z0-9+/]{12,}={0,2}"
    r"|\bx-api-key\s*:"
)
_ASSIGNED = pattern(
    r"\b[A-Z][A-Z0-9_]*(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD|PWD|DSN|CREDENTIALS|DATABASE_URL"
    r"|CONNECTION)[A-Z0-9_]*\s*[=:]\s*\S+"
)
_CODES = pattern(
    r"(?i)\b(?:pin|otp|tan|puk|cvv|cvc|2fa|mfa|one[- ]time (?:code|password|pin)|verification code|security code"
    r"|login code|access code|backup code"
    r"|recovery code|einmalcode|bestätigungscode|sicherheitscode|zugangscode|code de (?:vérification|sécurité"
    r"|connexion)|código de (?:verificación|seguridad|acceso))"
    r"[^0-9\n]{0,16}\d(?:[ -]?\d){3,7}\b"
    r"|\b(?:your|ihr|dein|votre|su|tu) (?:[a-z-]+ )?(?:code|pin)\b[^0-9\n]{0,12}\d{4,8}\b|\bcode \d{4,8} (?:to|um|zum"
    r"|pour|para)\b"
    r"|\b(?:login|user ?name|user|benutzer(?:name)?|utilisateur|usuario)"
    r"\s*(?:[:=]|\bis\b|\bist\b)\s*\S+\s*[/,;|]\s*\S*\d\S*"
)
_INSIDE = either(
    (
        r"\b[a-z0-9][a-z0-9.-]*\.(?:internal|local|corp|lan|intranet|localdomain|svc|cluster\.local|consul"
        r"|home\.arpa|priv|private)\b",
        r"\blocalhost\b|\bip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}\b|\bec2-\d{1,3}-\d|\b[a-z0-9-]+\.rds\.amazonaws"
        r"|\b0\.0\.0\.0\b",
        r"\b(?:10|127)(?:\.\d{1,3}){3}\b|\b192\.168(?:\.\d{1,3}){2}\b|\b169\.254(?:\.\d{1,3}){2}\b|\b172\.(?:1[6-9]"
        r"|2\d|3[01])(?:\.\d{1,3}){2}\b",
        r"\b(?:db|sql|pg|postgres|mysql|redis|kafka|mongo|elastic|es|jenkins|grafana|vault|bastion|jump|k8s|node"
        r"|web|app|api|srv|server|host|cache|queue|worker|build|ci|git|nas|dc)"
        r"[-_]?(?:prod|prd|stg|staging|stage|dev|test|int|internal|master|primary|replica)[-_a-z0-9]*\d+\b",
        r"\b(?:prod|prd|stg|staging|stage|internal)[-_](?:db|sql|pg|postgres|mysql|redis|kafka|mongo|api|web|app"
        r"|srv|server|host|cache|vault|k8s)[-_a-z0-9]*\b",
        r"\b(?:db|sql|pg|postgres|mysql|redis|kafka|mongo|elastic|jenkins|grafana|vault|bastion|k8s|srv"
        r"|cache)-\d{1,3}\b",
        r"\b[a-z][a-z0-9.-]*:(?:1433|1521|2181|2375|2379|3306|5432|5439|5672|6379|6443|8080|8086|8443|9042|9092"
        r"|9200|11211|15672|27017)\b",
        r"/(?:etc/(?:passwd|shadow|ssl)|root/|home/[a-z]+/\.|var/run/secrets)|~/\.(?:ssh|aws|kube)|\bid_(?:rsa"
        r"|ed25519)\b|[a-z]:\\(?:users|windows)\\",
    )
)
_TOKEN = pattern(r"[A-Za-z0-9+=]{16,}")
# What every pattern here needs: most headlines have none of it, and are done.
_HINT = pattern(
    r"(?i)[0-9:=/\\_@#$%^&*+~<-]|\.[a-z]|[a-z]{12}|localhost|begin|pass|pwd|kennwort|zugang|mot de|mdp|contrase|clave"
    r"|secret|key|token"
    r"|bearer|credential|login|schl|jeton|cl[eé]"
)
_UUID = r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"
_HEX = pattern(r"(?i)[0-9a-f]{24,}")


@dataclass(frozen=True)
class Secret:
    """Blocks keys, tokens, stated passwords, connection strings, internal hosts and what looks drawn by lot."""

    on_fail: OnFail = "reject"
    id: str = "secret"
    params: Mapping[str, object] = field(default_factory=dict)

    def find(self, reading: Reading) -> Iterator[Found]:
        """The first of each sort. What was found is never repeated in the message."""
        text = reading.clean
        if not _HINT.search(text):
            return
        for suspect, message in _SORTS:
            if found := suspect.search(text):
                yield Found(*reading.span("clean", *found.span()), message)
        for found in (*_STATED.finditer(text), *_STATED_OF_SOMETHING.finditer(text)):
            if _is_password(found[2], found["said"] or "", text[found.end() : found.end() + 2]):
                yield Found(*reading.span("clean", *found.span()), "a password or key that is stated")
        for found in _TOKEN.finditer(text):
            if _is_random(found[0]):
                yield Found(*reading.span("clean", *found.span()), "text that looks like a token")


_SORTS = (
    (_KEYS, "a key or token"),
    (_CONNECTIONS, "a connection string or command with credentials"),
    (_AUTHORISATION, "an authorisation header"),
    (_ASSIGNED, "a secret assigned to a variable"),
    (_CODES, "a one-time code or PIN"),
    (_INSIDE, "an internal host, address or path"),
    (pattern(rf"(?i){_UUID}"), "an identifier of a machine"),
)


def _is_password(word: str, said: str, after: str) -> bool:
    """No word of a sentence: letters with digits or signs, long if nothing announces it; or all that ends a line."""
    ended = not after.strip() or word[-1:] in ".,;!" or said == "="
    word = word.strip(".,;:!?…")
    letters, digits = any(map(str.isalpha, word)), any(map(str.isdigit, word))
    signs = any(char in "!@#$%^&*_+=~" for char in word) or word.count("-") > 2
    if (letters and digits) or (signs and (letters or digits)) or word.isdigit():
        return len(word) >= (5 if said else 6)
    return said in (":", "=") and ended and len(word) >= 5 and word.lower() not in _SAID_OF_PASSWORDS


def _is_random(token: str) -> bool:
    """Drawn by lot rather than written: hexadecimal, or many changes between capitals, small letters and digits."""
    sorts = [char.isdigit() * 2 + char.isupper() for char in token if char.isalnum()]
    if 2 not in sorts or len(set(sorts)) < 2:
        return False
    changes = sum(map(int.__ne__, sorts, sorts[1:]))
    return bool(_HEX.search(token)) or changes * (4 if len(set(sorts)) == 3 else 5) >= len(sorts)
