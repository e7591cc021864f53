{
  "targets": [{ "target_name": "crc", "sources": ["native/crc.cc"] }]
}
