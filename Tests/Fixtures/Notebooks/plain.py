#!/usr/bin/env python3
# -*- coding: utf-8 -*-
#=======
import shutil
import numpy as np

x = np.arange(3)
print(x)
print(shutil.which("ls"))
