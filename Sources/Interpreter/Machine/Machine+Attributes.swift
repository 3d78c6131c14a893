internal import Compiler
internal import Syntax
internal import Tensors

extension Machine {
    /// `R[a] = R[b].name`.
    @inline(never)
    func getAttribute(_ i: Instruction) throws(Failure) {
        if case .classObject(let type) = registers[Int(i.b)],
            let found = (frame.code.sites + Int(i.c)).pointee.classAccess?.value(of: type, workspace.classVersion)
        {
            return (registers + Int(i.a)).put(found)
        }
        let value = try getAttribute(registers[Int(i.b)], at: Int(i.c))
        (registers + Int(i.a)).put(value)
    }

    /// `value.name` at an access, whose cache stores what depends on the name alone.
    func getAttribute(_ value: Value, at index: Int) throws(Failure) -> Value {
        let code = frame.code.code
        let (name, site) = (code.names[code.sites[index]], frame.code.sites + index)
        switch value {
        case .namespace(let namespace):
            if let known = site.pointee.namespace, known.isSame(as: namespace) { return site.pointee.member }
        case .instance(let instance):
            let known = learnedAccess(of: instance, at: site, frame.code.attributeNames[index])
            if let found = known?.value(of: instance) { return found }
            if let field = known?.field(of: instance) { return field }
        case .classObject(let type):
            if let found = site.pointee.classAccess?.value(of: type, workspace.classVersion) { return found }
            site.pointee.classAccess = ClassAccess(type, workspace.classVersion, frame.code.attributeNames[index])
        case .array(let array):
            let attribute = site.pointee.attribute ?? Self.tensorAttributes.first { $0.name == name }
            site.pointee.attribute = .some(attribute)
            if let attribute { return attribute.value(array) }
        case .absent(let absent):
            do { return try absentPart(absent, named: name) } catch { throw failure(error, attributeRange) }
        default: break
        }
        do {
            let text = frame.code.attributeNames[index]
            let found = try value.isOfClass ? attribute(text, ofObject: value) : attribute(name, of: value)
            if case .namespace(let namespace) = value {
                (site.pointee.namespace, site.pointee.member) = (namespace, found)
            }
            return found
        } catch {
            throw failure(error, attributeRange)
        }
    }

    /// The same for an object, a class, or a value that belongs to one.
    private func attribute(_ name: Text, ofObject value: Value) throws(EvaluationError) -> Value {
        if let found = try classAttribute(name, of: value) { return found }
        return try attribute(name.string, of: value)
    }

    /// The source range of the attribute name in the running instruction.
    var attributeRange: SourceRange? {
        if case .attribute(_, _, let range)? = expression?.kind { range } else { currentCallRange }
    }

    /// `value.name`.
    ///
    /// - Throws: an `AttributeError` if there is no such attribute, or the error of a method that computes it.
    package func attribute(_ name: String, of value: Value) throws(EvaluationError) -> Value {
        switch value {
        case .namespace(let namespace):
            guard let member = table.value(name, in: namespace) ?? value.kindAttribute(name) else {
                throw .names(.unknownInModule(name, namespace, isImported: false))
            }
            return member
        case .array(let tensor):
            if let found = Self.attribute(name, of: tensor) { return found }
        case .scalar(.other(.complex, _)) where name == "real" || name == "imag":
            guard let scalar = value.anyScalar, let part = Tensor(scalar).parts(imaginary: name == "imag") else {
                break
            }
            return .result(part)
        case .scalar(let scalar) where name == "imag": return .scalar(.zero(scalar.dtype))
        case .scalar where name == "T" || name == "real": return value
        case .string(let text)
        where text.isNumPys && ["dtype", "shape", "ndim", "size", "itemsize", "nbytes"].contains(name):
            if let texts = try value.asTexts(), let found = Self.attribute(name, of: ArrayObject(texts)) {
                return found
            }
        case .scalar(let scalar):
            if let found = Self.attribute(name, of: ArrayObject(Tensor(scalar))) { return found }
        case .slice(let slice):
            if slice.isClamped { throw .numbers(.tooLargeForSlice) }
            if let labels = slice.labels, let label = ["start": labels.lower, "stop": labels.upper][name] {
                return label?.value ?? .none
            }
            if let bound = ["start": slice.lower, "stop": slice.upper, "step": slice.step][name] {
                return bound.map { .int($0) } ?? .none
            }
        case .range(let range):
            if let bound = ["start": range.start, "stop": range.stop, "step": range.step][name] { return .int(bound) }
        case .instance, .classObject, .descriptor, .superObject:
            if let found = try classAttribute(Text(name), of: value) { return found }
        case .int where name == "real" || name == "numerator", .float where name == "real",
            .long where name == "real" || name == "numerator":
            return value
        case .int where name == "imag", .long where name == "imag": return .int(0)
        case .int where name == "denominator", .long where name == "denominator": return .int(1)
        case .float where name == "imag": return .float(0)
        case .complex(let number) where name == "real": return .float(number.value.real)
        case .complex(let number) where name == "imag": return .float(number.value.imaginary)
        case .function(let function):
            if let found = function.knownAttributes?.value(named: Text(name)) { return found }
        case .absent(let absent): return try absentPart(absent, named: name)
        case .dtype: if let found = value.kindAttribute(name) { return found }
        case .builtin(let builtin) where builtin.isUniversal:
            let operands = builtin.signature.parameters.count
            if let count = ["nin": operands, "nout": 1, "nargs": operands + 1][name] { return .int(count) }
        case .method(let method) where name == "__self__": return method.receiver
        case .method(let method) where name == "__func__": if let function = method.function { return function }
        default: break
        }
        if case .method(let method) = value, let entry = method.entry?.member(name) {
            return .method(BoundMethod(of: entry, to: method.receiver))
        }
        if name.hasPrefix("__"), let found = value.kindAttribute(name) { return found }
        guard table.method(name, of: value) != nil else {
            // Called on the built-in type itself, a special method takes the object's content of that type.
            if case .type = value, let found = Self.specialMethod(name, of: value) { return found }
            if case .type(let type) = value, let method = table.method(name, ofType: type) {
                return Value.builtin(method).bound(to: nil, name: Text(name), as: value)
            }
            if let found = Self.specialMethod(name, of: value) { return found }
            throw .names(.unknownAttribute(name, of: ValueDescription(value)))
        }
        return .method(BoundMethod(receiver: value, name: name))
    }

    /// A special method of a built-in type: `list.__len__`, `[].__len__`.
    private static func specialMethod(_ name: String, of value: Value) -> Value? {
        guard name.hasPrefix("__") else { return nil }
        if case .type(let type) = value { return BuiltinClasses.of(type)?.attributes.value(named: Text(name)) }
        let type = value.type == .bool ? PythonType.int : value.type
        guard let found = BuiltinClasses.of(type)?.attributes.value(named: Text(name)) else { return nil }
        return found.bound(to: value, name: Text(name), as: .type(type))
    }

    package static func attribute(_ name: String, of array: ArrayObject) -> Value? {
        tensorAttributes.first { $0.name == name }?.value(array)
    }

    /// An attribute of a tensor that is not a method.
    package struct TensorAttribute: Sendable {
        package let name: String
        /// Its description, one sentence; empty for attributes that exist only for compatibility with NumPy and are
        /// not listed.
        package let meaning: String
        let value: @Sendable (ArrayObject) -> Value
    }

    /// The attributes of a tensor, in the order in which help lists them.
    package static let tensorAttributes: [TensorAttribute] = [
        .init(name: "shape", meaning: "The lengths of the axes, a tuple.") {
            .tuple(TupleObject($0.shape.dimensions.map { .int($0) }))
        },
        .init(name: "ndim", meaning: "The number of axes.") { .int($0.rank) },
        .init(name: "size", meaning: "The number of elements.") { .int($0.count) },
        .init(name: "dtype", meaning: "The element type: float64, int64, bool or another of NumPy's.") {
            .dtype($0.dtype)
        },
        .init(name: "itemsize", meaning: "The bytes of one element.") { .int($0.dtype.itemSize) },
        .init(name: "nbytes", meaning: "The bytes of all elements.") { .int($0.count * $0.dtype.itemSize) },
        .init(name: "T", meaning: "The tensor with its axes reversed; a matrix transposed.") {
            .array($0.derived($0.tensor.transposed))
        },
        .init(name: "base", meaning: "The array whose elements it shows, if it is a view; else None.") {
            $0.base.map { .array($0) } ?? .none
        },
        .init(name: "real", meaning: "The real parts of complex elements, a view; else the tensor itself.") {
            .array($0.tensor.parts(imaginary: false).map($0.derived) ?? $0)
        },
        .init(name: "imag", meaning: "The imaginary parts of complex elements, a view; else zeros.") { array in
            if let parts = array.tensor.parts(imaginary: true) { return .array(array.derived(parts)) }
            let zeros = try? Tensor.zeros(like: array.tensor)
            return zeros.map { Value.array(ArrayObject($0)).readOnly() } ?? .none
        },
        .init(name: "strides", meaning: "The step along each axis, in bytes.") {
            .tuple(TupleObject($0.tensor.byteStrides.map { .int($0) }))
        },
        .init(name: "flags", meaning: "How the elements lie in memory, and whether they can be written.") {
            Machine.writtenValue("flagsobj", of: .array($0))
        },
        .init(name: "flat", meaning: "All elements one after another, in C order.") {
            Machine.writtenValue("flatiter", of: .array($0))
        },
    ]

    /// The names of the listed attributes, for completion and suggestions.
    package static var attributeNames: [String] { tensorAttributes.filter { !$0.meaning.isEmpty }.map(\.name) }

    // MARK: - Methods

    /// `R[a], R[a+1]` = the method and its receiver; or unset and the attribute, if it is not a method.
    @inline(never)
    func loadMethod(_ i: Instruction) throws(Failure) {
        let r = registers
        let code = frame.code
        if case .namespace(let namespace) = r[Int(i.b)], let known = (code.sites + Int(i.c)).pointee.namespace,
            known.isSame(as: namespace)
        {
            (r + Int(i.a)).clear()
            return (r + Int(i.a) + 1).put((code.sites + Int(i.c)).pointee.member)
        }
        let receiver = i.flags.contains(.takesB) ? (r + Int(i.b)).take() : r[Int(i.b)]
        let site = code.sites + Int(i.c)
        if case .instance(let instance) = receiver {
            let known = learnedAccess(of: instance, at: site, code.attributeNames[Int(i.c)])
            if let known, known.pointee.isMethod {
                r[Int(i.a)] = known.pointee.member
                r[Int(i.a) + 1] = receiver
                return
            }
            if let native = known?.nativeMethod(of: instance) {
                r[Int(i.a)] = native.method
                r[Int(i.a) + 1] = native.receiver
                return
            }
        }
        if case .superObject(let object) = receiver, case .instance(let instance) = object.receiver,
            let found = instance.type.lookUp(code.attributeNames[Int(i.c)], behind: object.start),
            case .function = found
        {
            r[Int(i.a)] = found
            r[Int(i.a) + 1] = object.receiver
            return
        }
        if let kind = BuiltinTable.Receiver(receiver) {
            if site.pointee.receiver != kind {
                site.pointee.receiver = kind
                site.pointee.method = table.methods[kind][code.code.names[code.code.sites[Int(i.c)]]]
            }
            if let method = site.pointee.method {
                r[Int(i.a)] = .builtin(method)
                r[Int(i.a) + 1] = receiver
                return
            }
        }
        let value = try getAttribute(receiver, at: Int(i.c))
        let isOwn = receiver.isInstance || receiver.isNamespace
        if !isOwn, !value.isCallable {
            let name = code.code.names[code.code.sites[Int(i.c)]]
            throw failure(.calls(.attributeNotCallable(name, ValueDescription(value))), attributeRange)
        }
        let place = registers
        place[Int(i.a)] = .unset
        place[Int(i.a) + 1] = value
    }
}
