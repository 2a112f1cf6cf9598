"""Times chat-miner on a WhatsApp export and prints one JSON line; its start is not counted.

usage: python jobs/bench/chat_miner.py EXPORT      with jobs/bench/requirements.txt installed
"""

import json
import os
import sys
import time
from importlib.metadata import version

from chatminer.chatparsers import WhatsAppParser

path = sys.argv[1]
start = time.perf_counter()
parser = WhatsAppParser(path)
parser.parse_file()
messages = len(parser.parsed_messages.get_df())
seconds = time.perf_counter() - start
megabytes = os.path.getsize(path) / 1e6
print(
    json.dumps(
        {
            "bench": "ingest",
            "side": "chat-miner " + version("chat-miner"),
            "format": "whatsapp-text",
            "megabytes": round(megabytes, 2),
            "kept": messages,
            "seconds": round(seconds, 2),
            "megabytes_per_second": round(megabytes / seconds, 2),
            "messages_per_second": round(messages / seconds),
        }
    )
)
