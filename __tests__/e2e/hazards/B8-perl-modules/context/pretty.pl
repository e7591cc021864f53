use JSON::PP;
print JSON::PP->new->encode([1, 2]), "\n";
