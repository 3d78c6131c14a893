#!/usr/bin/env python
# coding: utf-8

# # Title

# In[1]:


get_ipython().run_line_magic('matplotlib', 'inline')
import numpy as np


# In[3]:


print(np.ones(2))


# In[ ]:


print(3)
