internal import Compiler
internal import Kernels
internal import Syntax
internal import Tensors

extension Machine {
    // MARK: - Instructions

    /// `R[c] = R[a](R[a+1], … n arguments)`, general case.
    @inline(never)
    func call(_ i: Instruction) throws(Failure) {
        if i.b == 1, try gather(for: registers + Int(i.a), Int(i.a) + 1) { return }
        try call(registers[Int(i.a)], in: Int(i.a), count: Int(i.b), result: Int(i.c))
    }

    /// The result of calling a built-in through its direct form; nil if it has none for these values.
    @inline(never)
    func callDirectly(_ i: Instruction) -> Value? {
        let callee = registers + Int(i.a)
        switch callee.pointee {
        // The register keeps it alive meanwhile.
        case .builtin(let builtin):
            return Unmanaged.passUnretained(builtin)._withUnsafeGuaranteedRef {
                direct($0, callee + 1, count: Int(i.b))
            }
        case .type(let type):
            guard let builtin = table.constructor(of: type) else { return nil }
            return direct(builtin, callee + 1, count: Int(i.b))
        case .method(let method) where method.function == nil:
            guard let builtin = resolved(method) else { return nil }
            // The receiver takes the callee's place as the first value.
            let kept = callee.pointee
            callee.pointee = method.receiver
            if let value = direct(builtin, callee, count: Int(i.b) + 1) { return value }
            callee.pointee = kept
            return nil
        default: return nil
        }
    }

    /// The built-in for a method of a built-in type.
    @inline(__always)
    private func resolved(_ method: BoundMethod) -> Builtin? {
        if let entry = method.entry ?? method.found { return entry }
        guard !method.receiver.isOfClass else { return nil }
        method.found = table.method(method.name, of: method.receiver)
        return method.found
    }

    /// The same for the method that `loadMethod` left.
    @inline(never)
    func callMethodDirectly(_ i: Instruction) -> Value? {
        let callee = registers + Int(i.a)
        if case .builtin(let method) = callee.pointee { return direct(method, callee + 1, count: Int(i.b) + 1) }
        guard case .unset = callee.pointee, case .builtin(let builtin) = callee[1] else { return nil }
        return direct(builtin, callee + 2, count: Int(i.b))
    }

    /// The result of the direct form for values in registers, which are then unset.
    @inline(__always)
    private func direct(_ builtin: Builtin, _ first: UnsafeMutablePointer<Value>, count: Int) -> Value? {
        if let form = builtin.direct.many {
            let values = UnsafeBufferPointer(start: first, count: count)
            guard values.allSatisfy(builtin.takesDirectly), let value = form(self, values) else { return nil }
            for index in 0..<count { drop(first + index) }
            return value
        }
        switch count {
        case 0: return builtin.direct.none?(self)
        case 1:
            guard let form = builtin.direct.one, builtin.takesDirectly(first[0]), let value = form(self, first[0])
            else {
                return nil
            }
            drop(first)
            return value
        case 2:
            guard let form = builtin.direct.two, builtin.takesDirectly(first[0]), builtin.takesDirectly(first[1]),
                let value = form(self, first[0], first[1])
            else { return nil }
            drop(first)
            drop(first + 1)
            return value
        case 3:
            guard let form = builtin.direct.three, builtin.takesDirectly(first[0]), builtin.takesDirectly(first[1]),
                builtin.takesDirectly(first[2]), let value = form(self, first[0], first[1], first[2])
            else { return nil }
            for index in 0..<3 { drop(first + index) }
            return value
        default: return nil
        }
    }

    /// Calls the method that `loadMethod` left.
    @inline(never)
    func callMethod(_ i: Instruction) throws(Failure) {
        let r = registers
        if case .function = r[Int(i.a)] {
            // The object is its first argument.
            return try call(r[Int(i.a)], in: Int(i.a), count: Int(i.b) + 1, result: Int(i.c), isMethod: true)
        }
        guard case .builtin(let method) = r[Int(i.a)] else {
            return try call(r[Int(i.a) + 1], in: Int(i.a) + 1, count: Int(i.b), result: Int(i.c))
        }
        if i.b == 1, try gather(for: r + Int(i.a), Int(i.a) + 2) { return }
        let value = try call(method, arguments(Int(i.b), from: Int(i.a) + 2, of: Int(i.a) + 1))
        (registers + Int(i.c)).put(value)
    }

    /// A call with keywords, stars or a source.
    @inline(never)
    func callWithShape(_ i: Instruction) throws(Failure) {
        let r = registers
        if i.opcode == .callSource { return try callSource(i) }
        let shape = frame.code.code.shapes[Int(i.b)]
        if let value = reducedDirectly(i, shape) { return (r + Int(i.c)).put(value) }
        if i.opcode == .callMethodArguments, case .builtin(let method) = r[Int(i.a)] {
            let value = try call(method, try arguments(shape, from: Int(i.a) + 2, of: Int(i.a) + 1))
            return (registers + Int(i.c)).put(value)
        }
        if i.opcode == .callMethodArguments, case .function(let function) = r[Int(i.a)] {
            let arguments = try arguments(shape, from: Int(i.a) + 2, of: Int(i.a) + 1)
            return try enter(
                function, with: try bind(arguments, to: function), at: Int(i.a), result: Int(i.c))
        }
        let place = i.opcode == .callMethodArguments ? Int(i.a) + 1 : Int(i.a)
        let callee = r[place]
        if case .function(let function) = callee, let keywords = keywords(of: shape, for: function) {
            return try enter(function, shape, keywords: keywords, at: place, result: Int(i.c))
        }
        if case .classObject(let type) = callee, let initializer = type.plainInitializer(workspace.classVersion) {
            let instance = newInstance(of: type)
            let arguments = [CallArgument(.instance(instance))] + (try arguments(shape, from: place + 1))
            try enter(initializer, with: try bind(arguments, to: initializer), at: place, result: Int(i.c))
            return hold(initializer, instance)
        }
        let arguments = try arguments(shape, from: place + 1)
        if case .function(let function) = callee {
            try enter(function, with: try bind(arguments, to: function), at: place, result: Int(i.c))
        } else {
            let value = try call(callee, arguments)
            (registers + Int(i.c)).put(value)
        }
    }

    private func callSource(_ i: Instruction) throws(Failure) {
        let r = registers
        guard case .builtin(let builtin) = r[Int(i.a)], case .function(let source) = r[Int(i.a) + 1] else {
            throw notCallable(r[Int(i.a)])
        }
        let value = try call(builtin, [argument(0, .none)], source: source)
        (registers + Int(i.c)).put(value)
    }

    /// Calls a value in a register with the arguments after it; for a method, the first is the receiver.
    private func call(
        _ callee: Value, in register: Int, count: Int, result: Int, isMethod: Bool = false
    ) throws(Failure) {
        guard case .function(let function) = callee else {
            if case .classObject(let type) = callee, let initializer = type.plainInitializer(workspace.classVersion) {
                return try construct(type, initializer, in: register, count: count, result: result)
            }
            if case .method(let method) = callee, let function = method.function {
                // The receiver replaces the method and is the first argument.
                registers[register] = method.receiver
                let depth = frameCount
                try call(function, in: register - 1, count: count + 1, result: result, isMethod: true)
                if frameCount > depth, case .function(let function) = function { hold(function) }
                return
            }
            let value = try call(callee, arguments(count, from: register + 1, isMethod: isMethod))
            return (registers + result).put(value)
        }
        let missing = function.code.plainCount - count
        if missing > 0, missing <= function.defaults.count {
            try enter(function, at: register, result: result)
            let (first, defaults) = (registers, function.defaults)
            for index in 1...missing {
                (first + function.code.parameterCount - index).put(defaults[defaults.count - index])
            }
            return
        }
        if missing == 0 { return try enter(function, at: register, result: result) }
        let values = try bind(arguments(count, from: register + 1, isMethod: isMethod), to: function)
        try enter(function, with: values, at: register, result: result)
    }

    /// Runs `__init__` on a new object, which replaces its class before the arguments.
    private func construct(
        _ type: ClassObject, _ initializer: UserFunction, in register: Int, count: Int, result: Int
    ) throws(Failure) {
        let instance = newInstance(of: type)
        registers[register] = .instance(instance)
        try call(.function(initializer), in: register - 1, count: count + 1, result: result, isMethod: true)
        hold(initializer, instance)
    }

    /// Makes the new frame retain its function, and the object it constructs.
    private func hold(_ function: UserFunction, _ made: InstanceObject? = nil) {
        frames[frameCount - 1].held = .passRetained(function)
        frames[frameCount - 1].made = made.map { .passRetained($0) }
    }

    /// Ends the frame of an `__init__`; the result of the call is the object.
    @inline(never)
    func leaveInitializer(with value: Value) throws(Failure) {
        let (made, result) = (frame.made?.takeRetainedValue(), frame.result)
        frames[frameCount - 1].made = nil
        pop()
        guard value.isNone else {
            throw failure(
                .classes(.wrongResult(method: "__init__()", expected: "None", got: ValueDescription(value))))
        }
        if let made { (bottom + result).put(.instance(made)) }
    }

    /// Pushes a frame for a function whose arguments follow it.
    @inline(__always)
    func enter(_ function: UserFunction, at register: Int, result: Int) throws(Failure) {
        try enter(.passUnretained(function), at: register, result: result)
    }

    /// The same for a function that a register keeps alive.
    @inline(__always)
    func enter(_ function: Unmanaged<UserFunction>, at register: Int, result: Int) throws(Failure) {
        guard frameCount <= options.recursionLimit else { throw failure(.limits(.recursionTooDeep)) }
        function._withUnsafeGuaranteedRef { function in
            let (base, code) = (frame.base, function.code)
            push(code, function, base: base &+ register &+ 1, result: base &+ result)
            // Clear what the caller left above the arguments.
            (registers + code.parameterCount).clear(code.registerCount &- code.parameterCount)
        }
    }

    /// Enters the function in a register, if it accepts that many positional arguments.
    ///
    /// - Returns: whether it did.
    @inline(__always)
    func enterPlainly(
        _ callee: UnsafeMutablePointer<Value>, _ count: Int, at register: Int, result: Int
    ) throws(Failure) -> Bool {
        guard let function = callee.function, function._withUnsafeGuaranteedRef({ $0.code.plainCount }) == count else {
            return false
        }
        try enter(function, at: register, result: result)
        return true
    }

    private func enter(
        _ function: UserFunction, with arguments: [Value], at register: Int, result: Int
    ) throws(Failure) {
        try enter(function, at: register, result: result)
        let first = registers
        for (index, argument) in arguments.enumerated() { first[index] = argument }
    }

    /// The parameters named by the keywords of a call; nil if the call is incorrect or has stars.
    private func keywords(of shape: CallShape, for function: UserFunction) -> [Int]? {
        guard function.code.plainCount >= 0 else { return nil }
        let parameters = function.code.parameters.parameters
        var keywords: [Int] = []
        var given = 0
        for (place, argument) in shape.arguments.enumerated() {
            switch argument {
            case .positional:
                if !keywords.isEmpty { return nil }
                given = place + 1
            case .keyword(let name):
                guard let index = parameters.firstIndex(where: { $0.name == name }), index >= given,
                    !keywords.contains(index)
                else { return nil }
                keywords.append(index)
            case .starred, .doubleStarred: return nil
            }
        }
        let isComplete = (given..<max(parameters.count - function.defaults.count, given)).allSatisfy(keywords.contains)
        return given <= parameters.count && isComplete ? keywords : nil
    }

    /// Pushes a frame for a function whose parameters take the values after it by position, then keywords, then
    /// defaults.
    private func enter(
        _ function: UserFunction, _ shape: CallShape, keywords: [Int], at register: Int, result: Int
    ) throws(Failure) {
        let (given, count) = (shape.arguments.count - keywords.count, function.code.parameterCount)
        let named = take(keywords.count, from: register + 1 + given)
        try enter(function, at: register, result: result)
        let (first, defaults) = (registers, function.defaults)
        for index in given..<max(count, given) {
            (first + index).clear()
            let ordinal = index - (count - defaults.count)
            if ordinal >= 0 { (first + index).put(defaults[ordinal]) }
        }
        for (index, value) in zip(keywords, named) { (first + index).put(value) }
    }
}
