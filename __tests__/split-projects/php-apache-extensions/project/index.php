<?php

echo extension_loaded('gd') ? 'gd' : 'none';
