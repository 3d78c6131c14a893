internal import Integers
internal import Kernels
internal import Syntax
internal import Tensors

extension Value {
    /// CPython's hash, with strings hashed as under `PYTHONHASHSEED=0`. It determines the iteration order of sets.
    ///
    /// Where CPython hashes an address, this hashes something that never changes, so that a replay has the same
    /// order.
    ///
    /// - Parameter depth: the nesting depth of the tuples around the value.
    /// - Throws: a `TypeError` if the value is unhashable, an error if tuples nest too deeply, or the error of
    ///   `__hash__`.
    package func hash(depth: Int = 0) throws(EvaluationError) -> Int {
        switch self {
        case .int(let number): Hashing.hash(number)
        case .long(let number): Integer.long(number).hash
        case .string(let text): text.pythonHash
        case .bool(let truth): truth ? 1 : 0
        case .float(let number): Hashing.hash(number)
        case .complex(let number): Hashing.hash(number.value)
        case .scalar(.other(.complex(let real, let imaginary), _)): Hashing.hash(Complex(real, imaginary))
        case .scalar(let scalar): scalar.integerValue.map(Hashing.hash) ?? Hashing.hash(scalar.doubleValue)
        case .tuple(let tuple): try Hashing.hash(tuple.items, depth: depth)
        case .set(let set) where set.isFrozen: set.frozenHash
        case .range(let range):
            try Hashing.hash(
                [
                    .int(range.count), range.count > 0 ? .int(range.start) : .none,
                    range.count > 1 ? .int(range.step) : .none,
                ], depth: depth)
        case .none, .unset, .cell: 0xFCA_86420
        case .ellipsis: 0xE11_1951
        case .type(let type): Text(type.name).pythonHash
        case .dtype(let dtype): Text(dtype.description).pythonHash
        case .builtin(let builtin): Text(builtin.name).pythonHash
        case .namespace(let namespace): Text(namespace.rawValue).pythonHash
        case .columnJoiner(let joiner): Text(joiner.rawValue).pythonHash
        case .function(let function): Text(function.code.name).pythonHash ^ function.code.nameRange.start
        case .method(let method):
            // The same method of different objects must have different hashes.
            if case .instance(let instance) = method.receiver {
                Text(method.name).pythonHash ^ instance.number
            } else {
                Text(method.name).pythonHash
            }
        case .generator, .iterator: 1
        case .instance(let instance): try Special.hash(instance)
        case .classObject(let type): Text(type.name).pythonHash
        case .descriptor, .superObject: 1
        case .view(let view) where view.part == .values: 1
        case .absent(let absent): throw absent.read()
        case .array, .list, .slice, .dictionary, .set, .view: throw .values(.unhashable(type, name: typeName))
        }
    }
}

/// CPython's hashes of numbers, tuples and strings.
enum Hashing {
    private static let modulus = (1 << 61) - 1

    static func hash(_ number: Int) -> Int {
        let rest = Int(number.magnitude % UInt(modulus))
        let hash = number < 0 ? -rest : rest
        return hash == -1 ? -2 : hash
    }

    /// A float's hash equals that of an equal int; fractions are reduced modulo 2^61 - 1.
    static func hash(_ number: Double) -> Int {
        if let integer = Int(exactly: number) { return hash(integer) }
        guard number.isFinite else { return number.isNaN ? 0 : number > 0 ? 314_159 : -314_159 }
        var (fraction, exponent) = (number.magnitude.significand / 2, Int(number.exponent) + 1)
        var x = 0
        while fraction != 0 {
            x = (x << 28) & modulus | x >> 33
            fraction *= 0x1p28
            exponent -= 28
            let piece = Int(fraction)
            fraction -= Double(piece)
            x += piece
            if x >= modulus { x -= modulus }
        }
        exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61
        x = (x << exponent) & modulus | x >> (61 - exponent)
        if number < 0 { x = -x }
        return x == -1 ? -2 : x
    }

    /// The xxHash-based hash of a tuple.
    static func hash(_ items: [Value], depth: Int) throws(EvaluationError) -> Int {
        if depth > Allowance.nesting { throw .limits(.nestedTooDeep(limit: Allowance.nesting)) }
        var sum: UInt = 2_870_177_450_012_600_261
        for item in items.polled(work: 4) {
            sum &+= UInt(bitPattern: try item.hash(depth: depth + 1)) &* 14_029_467_366_897_019_727
            sum = (sum << 31 | sum >> 33) &* 11_400_714_785_074_694_791
        }
        sum &+= UInt(items.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539)
        return sum == .max ? 1_546_275_796 : Int(bitPattern: sum)
    }

    /// SipHash-1-3 with an all-zero key.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        if bytes.isEmpty { return 0 }
        var state = SipHash()
        let whole = bytes.count & ~7
        for offset in stride(from: 0, to: whole, by: 8) {
            state.add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        var last = UInt64(bytes.count) << 56
        for offset in whole..<bytes.count { last |= UInt64(bytes[offset]) << (8 * UInt64(offset - whole)) }
        state.add(last)
        let hash = Int(truncatingIfNeeded: state.end())
        return hash == -1 ? -2 : hash
    }
}

/// The state of SipHash-1-3 (J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF", 2012).
private struct SipHash {
    private var v0: UInt64 = 0x736F_6D65_7073_6575
    private var v1: UInt64 = 0x646F_7261_6E64_6F6D
    private var v2: UInt64 = 0x6C79_6765_6E65_7261
    private var v3: UInt64 = 0x7465_6462_7974_6573

    private mutating func round() {
        v0 &+= v1
        v2 &+= v3
        v1 = (v1 << 13 | v1 >> 51) ^ v0
        v3 = (v3 << 16 | v3 >> 48) ^ v2
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v1
        v0 &+= v3
        v1 = (v1 << 17 | v1 >> 47) ^ v2
        v3 = (v3 << 21 | v3 >> 43) ^ v0
        v2 = v2 << 32 | v2 >> 32
    }

    mutating func add(_ word: UInt64) {
        v3 ^= word
        round()
        v0 ^= word
    }

    mutating func end() -> UInt64 {
        v2 ^= 0xFF
        for _ in 0..<3 { round() }
        return (v0 ^ v1) ^ (v2 ^ v3)
    }
}
