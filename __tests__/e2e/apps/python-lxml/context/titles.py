from lxml import etree

root = etree.fromstring("<feed><title>one</title><title>two</title></feed>")
print([title.text for title in root.iter("title")])
