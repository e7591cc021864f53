<?php
echo bcadd('1', '2'), "\n";
