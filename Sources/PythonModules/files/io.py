"""Files in memory."""
from _io import StringIO, BytesIO, TextIOWrapper, BufferedReader, BufferedWriter, UnsupportedOperation, open
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
