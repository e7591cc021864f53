mkdir data
echo one > data/list
tar -czf data.tar.gz data
rm -r data
