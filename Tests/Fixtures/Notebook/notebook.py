# %% [1]
import numpy as np
np.random.seed(0)

# %% [2]
# create input 
n_samples = 10
n_features = 5
x = np.random.rand(n_samples, n_features) # 10 samples, 5 features

# create output 
w_true = np.random.randn(n_features, 1)
b_true = np.random.randn(1)
noise = 0.05 * np.random.randn(n_samples, 1)
y = x @ w_true + b_true + noise

# %% [3]
def forward(x, w, b):
    return x@w+b

def calculate_loss(y, y_hat):
    return np.mean((y-y_hat)**2)

#ignore the 2 in gradients as learning rate can be scaled accordingly 
def backward(y, y_hat, w, b, x, learning_rate):
    gradient_w = ((x.T)@(y_hat - y))/n_samples
    gradient_b_temp = (y_hat-y)/n_samples
    # bias is shared across samples, so num gradient of bias across samples and using that in gradient descent
    gradient_b = np.sum(gradient_b_temp, axis = 0, keepdims=True)
    w_next = w - (learning_rate*gradient_w)
    b_next = b - (learning_rate*gradient_b)
    return w_next, b_next

# %% [4]
# create weights and biases w and b
k=1
w = np.random.rand(n_features, k)
b = np.random.rand(1, k)

# %% [6]
for i in range(2000):
    y_hat = forward(x,w,b)
    print("Epoch ", i+1, " : MSE Loss", calculate_loss(y,y_hat))
    w,b = backward(y,y_hat,w,b,x,0.01)

# %% [7]
print("x.shape", x.shape)
print("w.shape", w.shape)
print("b.shape", b.shape)
