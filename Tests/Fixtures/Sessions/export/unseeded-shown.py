import numpy as np

# %% [1] the seed stands before all of the statement that draws
np.random.seed(83124)
print(np.random.rand(2).shape)
print(np.random.rand(2))
