/// One 8-byte instruction: an opcode, flags, and three operands.
///
/// Operands are registers of the running frame, small numbers, or indices into the code's tables; ``Opcode/operands``
/// says which. The opcode and the flags come first, so that a machine reads the whole in one load.
public struct Instruction: Sendable, Equatable {
    /// The operation.
    public var opcode: Opcode
    /// The options of the operation.
    public var flags: Flags
    /// The first operand, usually the register that is written.
    public var a: UInt16
    /// The second operand.
    public var b: UInt16
    /// The third operand.
    public var c: UInt16

    /// The operand that stands for a missing register.
    @inlinable public static var noRegister: UInt16 { .max }

    /// Makes an instruction.
    @inlinable
    public init(_ opcode: Opcode, _ a: UInt16 = 0, _ b: UInt16 = 0, _ c: UInt16 = 0, flags: Flags = []) {
        self.opcode = opcode
        self.flags = flags
        self.a = a
        self.b = b
        self.c = c
    }

    /// `b` as a signed number.
    @inlinable public var integerB: Int { Int(Int16(bitPattern: b)) }

    /// `c` as a signed number: the right operand of `…Integer`, or a jump distance.
    @inlinable public var integerC: Int { Int(Int16(bitPattern: c)) }

    /// `b` and `c` as one signed number.
    @inlinable
    public var wide: Int {
        get { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }
        set {
            let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: newValue))
            b = UInt16(truncatingIfNeeded: bits)
            c = UInt16(truncatingIfNeeded: bits >> 16)
        }
    }

    /// Options of an instruction. Their meaning depends on the opcode.
    public struct Flags: OptionSet, Sendable, Hashable {
        /// The bits.
        public var rawValue: UInt8

        /// Makes flags from raw bits.
        @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Operators: this is an augmented assignment, which may modify its left operand.
        @inlinable public static var inPlace: Flags { Flags(rawValue: 1) }
        /// `a` is a temporary that is not read again, so the machine may move its value out.
        @inlinable public static var takesA: Flags { Flags(rawValue: 2) }
        /// The same for `b`.
        @inlinable public static var takesB: Flags { Flags(rawValue: 4) }
        /// The same for `c`.
        @inlinable public static var takesC: Flags { Flags(rawValue: 8) }

        /// Conditional jumps: jump if the condition is true; without the flag, if it is false. `contains` and
        /// `identical`: negate the result. `bool`: the value is `True`. `makeSet`: the items are constants.
        @inlinable public static var isTrue: Flags { Flags(rawValue: 1) }

        /// Calls: the result is not used.
        @inlinable public static var isDiscarded: Flags { Flags(rawValue: 1) }
        /// Calls: the call is the whole statement.
        @inlinable public static var isWholeStatement: Flags { Flags(rawValue: 2) }
        /// `getSlice`, `setSlice`: the third register holds a step.
        @inlinable public static var hasStep: Flags { Flags(rawValue: 1) }
        /// `show`: a `;` follows the statement.
        @inlinable public static var isSilenced: Flags { Flags(rawValue: 1) }
    }
}
