#!/usr/bin/env python3
# -*- coding: utf-8 -*-
#=======
import os
import numpy as np

x = np.arange(3)
print(x)
print(os.getcwd())
