internal import Syntax

/// Collects a code's instructions and tables, and fills in the jump distances at the end.
struct Assembler {
    private(set) var instructions: [Instruction] = []
    private(set) var constants: [Constant] = []
    private(set) var names: [String] = []
    private(set) var sites: [Int] = []
    private(set) var shapes: [CallShape] = []
    private(set) var nested: [Code] = []
    private(set) var nodes: [Code.Node] = []
    private(set) var origins: [Code.Origin] = []
    /// The origin recorded for the next instructions.
    private(set) var origin = Code.Origin(node: 0, part: 0)
    /// Whether an operand did not fit into its field.
    private(set) var isTooLarge = false
    /// Whether a conditional jump was too far. The code is then assembled again with long jumps.
    private(set) var jumpsTooFar = false
    private let usesLongJumps: Bool

    private(set) var handlers: [Code.Handler] = []
    private var handlerLabels: [Label] = []

    private var labels: [Int] = []
    private var fixups: [(place: Int, label: Label)] = []
    private var constantPlaces: [String: Int] = [:]
    private var namePlaces: [String: Int] = [:]
    private var shapePlaces: [String: Int] = [:]

    init(usesLongJumps: Bool) { self.usesLongJumps = usesLongJumps }

    /// A jump target.
    struct Label { fileprivate let number: Int }

    // MARK: - Instructions

    /// Appends an instruction.
    mutating func emit(
        _ opcode: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, flags: Instruction.Flags = []
    ) {
        instructions.append(Instruction(opcode, field(a), field(b), field(c), flags: flags))
        origins.append(origin)
    }

    /// Appends an instruction whose `b` and `c` form one number.
    mutating func emit(_ opcode: Opcode, _ a: Int, wide: Int) {
        emit(opcode, a)
        instructions[instructions.count - 1].wide = wide
    }

    private mutating func field(_ value: Int) -> UInt16 {
        // Negative values are small integers; all others are registers and indices.
        guard let bits = value < 0 ? Int16(exactly: value).map(UInt16.init(bitPattern:)) : UInt16(exactly: value) else {
            isTooLarge = true
            return 0
        }
        return bits
    }

    /// Adds flags to the last instruction.
    mutating func flag(_ flags: Instruction.Flags) {
        if let last = instructions.indices.last { instructions[last].flags.formUnion(flags) }
    }

    /// Makes a node the origin of the instructions that follow.
    ///
    /// - Returns: the previous origin, for `resume(_:)`.
    mutating func begin(_ node: Code.Node, part: Int = 0) -> Code.Origin {
        let outer = origin
        nodes.append(node)
        origin = Code.Origin(node: UInt32(nodes.count - 1), part: UInt32(part))
        return outer
    }

    /// Restores an origin.
    mutating func resume(_ origin: Code.Origin) { self.origin = origin }

    /// Selects the part of the current node that the next instructions belong to.
    mutating func select(part: Int) { origin.part = UInt32(part) }

    // MARK: - Jumps

    mutating func makeLabel() -> Label {
        labels.append(-1)
        return Label(number: labels.count - 1)
    }

    /// The index of the next instruction.
    var position: Int { instructions.count }

    /// Guards the instructions from `start` up to here by a handler. Inner ranges must be registered before outer
    /// ones.
    mutating func guardInstructions(from start: Int, by label: Label, register: Int) {
        if start == position { return }
        handlers.append(Code.Handler(range: start..<position, target: 0, register: register))
        handlerLabels.append(label)
    }

    /// Makes the current position the target of a label.
    mutating func place(_ label: Label) { labels[label.number] = instructions.count }

    mutating func jump(to label: Label) {
        fixups.append((instructions.count, label))
        emit(.jump)
    }

    /// Emits a conditional jump.
    mutating func jump(
        _ opcode: Opcode, _ a: Int, _ b: Int = 0, flags: Instruction.Flags = [], to label: Label
    ) {
        guard usesLongJumps else {
            fixups.append((instructions.count, label))
            emit(opcode, a, b, flags: flags)
            return
        }
        // A long conditional jump: it skips the next instruction, which skips an unconditional jump.
        emit(opcode, a, b, 1, flags: flags)
        emit(.jump, 0, wide: 1)
        jump(to: label)
    }

    /// Fills in the jump distances. A jump to an unconditional jump goes straight to the final target.
    mutating func link() {
        for (index, label) in handlerLabels.enumerated() { handlers[index].target = labels[label.number] }
        var plain: [Int: Label] = [:]
        for (place, label) in fixups where instructions[place].opcode == .jump { plain[place] = label }
        for (place, label) in fixups {
            var target = labels[label.number]
            // Bounded, because `while True: continue` jumps to itself.
            for _ in 0..<8 {
                guard let next = plain[target] else { break }
                target = labels[next.number]
            }
            let distance = target - place - 1
            if instructions[place].opcode == .jump {
                instructions[place].wide = distance
            } else if let short = Int16(exactly: distance) {
                instructions[place].c = UInt16(bitPattern: short)
            } else {
                jumpsTooFar = true
            }
        }
    }

    // MARK: - Tables

    /// The key under which a constant is shared: equal only for constants that are bitwise identical.
    private static func key(_ constant: Constant) -> String {
        switch constant {
        case .int(let value): "i\(value)"
        case .longInt(let digits, let base): "l\(base) \(digits)"
        case .float(let value): "f\(value.bitPattern)"
        case .imaginary(let value): "j\(value.bitPattern)"
        case .string(let text): "s" + key(text.utf8)
        case .bytes(let bytes): "b" + key(bytes)
        case .ellipsis: "..."
        case .none: "None"
        case .bool(let value): "\(value)"
        }
    }

    /// One character a byte. Swift considers canonically equivalent strings equal; characters below 256 have no such
    /// equivalents among themselves.
    private static func key(_ bytes: some Collection<UInt8>) -> String {
        var key = String.UnicodeScalarView()
        for byte in bytes { key.append(Unicode.Scalar(byte)) }
        return String(key)
    }

    /// The key under which a call's shape is shared. A keyword can't hold a blank or a star.
    private static func key(_ shape: CallShape) -> String {
        var key = ""
        for argument in shape.arguments {
            switch argument {
            case .positional: key += " "
            case .keyword(let name): key += name + " "
            case .starred: key += "* "
            case .doubleStarred: key += "** "
            }
        }
        return key
    }

    mutating func index(of constant: Constant) -> Int {
        let key = Self.key(constant)
        if let found = constantPlaces[key] { return found }
        constants.append(constant)
        constantPlaces[key] = constants.count - 1
        return constants.count - 1
    }

    mutating func index(of name: String) -> Int {
        if let found = namePlaces[name] { return found }
        names.append(name)
        namePlaces[name] = names.count - 1
        return names.count - 1
    }

    mutating func index(of shape: CallShape) -> Int {
        let key = Self.key(shape)
        if let found = shapePlaces[key] { return found }
        shapes.append(shape)
        shapePlaces[key] = shapes.count - 1
        return shapes.count - 1
    }

    /// The index of a new attribute access.
    mutating func site(of name: String) -> Int {
        let index = index(of: name)
        // Accesses beyond the range of an operand share an entry.
        if sites.count == Int(UInt16.max), let found = sites.firstIndex(of: index) { return found }
        sites.append(index)
        return sites.count - 1
    }

    mutating func index(of code: Code) -> Int {
        nested.append(code)
        return nested.count - 1
    }
}
