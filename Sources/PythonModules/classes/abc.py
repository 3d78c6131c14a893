"""Abstract classes."""
class ABC: pass

def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj

def abstractproperty(function): return property(abstractmethod(function))

def abstractclassmethod(function): return classmethod(abstractmethod(function))

def abstractstaticmethod(function): return staticmethod(abstractmethod(function))

# Here a class with this metaclass gets it as a base class.
ABCMeta = ABC
