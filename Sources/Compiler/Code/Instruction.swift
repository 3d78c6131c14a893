/// One step of the machine, 8 bytes: what to do, some flags, and three operands.
///
/// Operands are registers of the running frame, small numbers, or indices into the tables of the code; what each opcode
/// takes is told by ``Opcode/operands``. The opcode and the flags come first, so that a machine reads all in one load.
public struct Instruction: Sendable, Equatable {
    /// What it does.
    public var opcode: Opcode
    /// What its kind of opcode lets choose.
    public var flags: Flags
    /// The first operand, mostly the register that is written.
    public var a: UInt16
    /// The second operand.
    public var b: UInt16
    /// The third operand.
    public var c: UInt16

    /// Stands in place of a register that isn't given.
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

    /// `b` as a number.
    @inlinable public var integerB: Int { Int(Int16(bitPattern: b)) }

    /// `c` as a number: the right operand of `…Integer`, or the distance of a jump.
    @inlinable public var integerC: Int { Int(Int16(bitPattern: c)) }

    /// `b` and `c` as one number.
    @inlinable
    public var wide: Int {
        get { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }
        set {
            let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: newValue))
            b = UInt16(truncatingIfNeeded: bits)
            c = UInt16(truncatingIfNeeded: bits >> 16)
        }
    }

    /// What an instruction lets choose besides its operands.
    public struct Flags: OptionSet, Sendable, Hashable {
        /// The bits.
        public var rawValue: UInt8

        /// Makes flags of bits.
        @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// An operator: it is an augmented assignment, which may change its left operand.
        @inlinable public static var inPlace: Flags { Flags(rawValue: 1) }
        /// `a`, `b` or `c` is a temporary that nothing reads again: its value may be taken out of it.
        @inlinable public static var takesA: Flags { Flags(rawValue: 2) }
        /// The same for `b`.
        @inlinable public static var takesB: Flags { Flags(rawValue: 4) }
        /// The same for `c`.
        @inlinable public static var takesC: Flags { Flags(rawValue: 8) }

        /// A conditional jump: it jumps if the condition holds; without it, if not. `contains` and `identical`: the
        /// answer is turned around. `bool`: the value is `True`. `makeSet`: it is one of constants.
        @inlinable public static var isTrue: Flags { Flags(rawValue: 1) }

        /// A call: nobody wants its value, so that it needn't be kept.
        @inlinable public static var isDiscarded: Flags { Flags(rawValue: 1) }
        /// A call: it is all of its statement.
        @inlinable public static var isWholeStatement: Flags { Flags(rawValue: 2) }
        /// `getSlice`, `setSlice`: a step stands in the third register.
        @inlinable public static var hasStep: Flags { Flags(rawValue: 1) }
        /// `show`: a `;` stands behind the statement.
        @inlinable public static var isSilenced: Flags { Flags(rawValue: 1) }
    }
}
