internal import Files
internal import Tensors

extension TensorFileError {
    /// What is wrong, to stand behind the file's name and a colon; no full stop.
    public var message: String {
        switch self {
        case .file(let error): error.message
        case .interrupted: "interrupted"
        case .tooLarge(let shape, _): "a tensor of shape \(shape) is too large for the memory"
        case .textTooLarge(let bytes, let limit):
            "its \(bytes) bytes of text are more than the \(limit) that memory allows"
        case .npy(let error): error.message
        case .archive(let error): error.message
        case .member(let name, let error): "\(name) in it: \(error.message)"
        case .table(let error): error.message
        case .notMappable(let obstacle): "it can't be mapped: \(obstacle.message)"
        case .tableRank(let shape): "a table has one or two axes, and this tensor has the shape \(shape)"
        }
    }

    /// What to know or do about it, a sentence each; may be empty.
    public var notes: [String] {
        switch self {
        case .file(.missing): ["a relative path begins in the folder where Descent was started"]
        case .file, .interrupted: []
        case .tooLarge(_, let limit): ["the limit is \(limit) bytes"]
        case .textTooLarge: ["NumPy's .npy takes less room and is read faster"]
        case .npy(let error): error.notes
        case .archive(let error): error.notes
        case .member(_, let error): error.notes
        case .table(let error): error.notes
        case .notMappable(let obstacle): [obstacle.note]
        case .tableRank(let shape):
            shape.rank > 2 ? ["save it as .npy, or reshape it: x.reshape(\(shape[0]), -1)"] : []
        }
    }
}

extension MappingObstacle {
    var message: String {
        switch self {
        case .type(let name): "its numbers are \(name), and mapped ones are float64 or int64"
        case .byteOrder: "the bytes of its numbers lie in the other order"
        case .alignment(let offset): "its numbers begin at byte \(offset), which is no multiple of 8"
        case .format(.npz): "it is an archive"
        case .format: "it is a table of text"
        case .system: "the system refuses"
        }
    }

    var note: String {
        switch self {
        case .type, .byteOrder, .alignment, .format(.npz):
            "load it into memory, without mmap; `save x.npy x` then writes a file that can be mapped"
        case .format, .system: "load it into memory, without mmap"
        }
    }
}

extension NumPyFormatError {
    var message: String {
        switch self {
        case .noMagic(let lookalike): "this is no .npy file\(lookalike.guess)"
        case .unknownVersion(let major, let minor): "version \(major).\(minor) of the format is not known"
        case .headerCut(let length, let available):
            "the file ends within its header, after \(available) of \(length) bytes"
        case .headerTooLong(let length, let limit):
            "the header claims \(length) bytes, more than the \(limit) that any has"
        case .headerSyntax(let offset, let expected): "the header is damaged at byte \(offset): expected \(expected)"
        case .missingKey(let key): "the header doesn't say \(key)"
        case .unexpectedKey(let key): "the header says \(key), which is unknown or stands twice"
        case .unsupportedType(let description, let name):
            "it holds \(name) (\(description)), which Descent doesn't have"
        case .pythonObjects: "it holds pickled Python objects, which are never executed here"
        case .negativeLength(let length): "the header gives a length of \(length)"
        case .tooManyAxes(let count): "the header gives \(count) axes, more than the \(NumPyHeader.mostAxes) of NumPy"
        case .truncated(let expected, let available):
            "the file ends within its numbers, after \(available) of \(expected) bytes"
        case .unsignedTooLarge(let index, let value):
            "element \(index) is \(value), and an int64 ends at 9223372036854775807"
        }
    }

    var notes: [String] {
        switch self {
        case .noMagic(.zip): ["an archive of tensors has the ending .npz: rename it"]
        case .noMagic(.text): ["a table of numbers has the ending .csv or .txt"]
        case .noMagic(.compressed): ["unpack it first"]
        case .unknownVersion: ["np.save in NumPy writes versions 1, 2 and 3"]
        case .unsupportedType(_, let name) where name.hasPrefix("complex"):
            ["in NumPy, save its parts: np.save(path, x.real) and np.save(path, x.imag)"]
        case .unsupportedType(_, "records of several fields"):
            ["in NumPy, save each field by itself: np.save(path, x[\"field\"])"]
        case .unsupportedType(_, let name) where name.hasPrefix("float"):
            ["in NumPy, np.save(path, x.astype(\"float64\")) writes what can be read here"]
        case .unsupportedType, .pythonObjects: ["tensors hold float64, int64 and bool"]
        case .truncated, .headerCut: ["the file is cut off: copy or make it again"]
        case .headerSyntax, .headerTooLong, .missingKey, .unexpectedKey, .negativeLength:
            ["the file is damaged: make it again with np.save"]
        case .unsignedTooLarge: ["in NumPy, x.astype(\"float64\") can be saved and read here"]
        default: []
        }
    }
}

extension NumPyFormatError.Lookalike {
    fileprivate var guess: String {
        switch self {
        case .nothing: ""
        case .empty: ": it is empty"
        case .zip: " but a zip archive"
        case .hdf5: " but HDF5"
        case .pickle: " but a Python pickle, which is never executed here"
        case .compressed: " but a compressed one"
        case .text: " but text"
        }
    }
}
