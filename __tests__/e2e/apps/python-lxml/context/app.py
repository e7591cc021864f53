from lxml import etree

sheet = etree.XSLT(
    etree.XML(
        """<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0">
<x:output method="text"/>
<x:template match="/"><x:value-of select="sum(//price)"/></x:template>
</x:stylesheet>"""
    )
)
print(sheet(etree.XML("<order><price>40</price><price>2</price></order>")))
