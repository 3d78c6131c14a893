import numpy as np

# The comments at the head stay,
# all of them.
before = 1  # as does a statement before the first cell
print(before)
# %% [markdown]
# # A title
# Some text.
# %% [3] a title
import numpy as np
x = np.arange(3)  # behind a statement
# and above one

print(x)  # shown
del before, x
# %%
# help rand
# %% [7]
# quit
# %% [8] never reached
# x
