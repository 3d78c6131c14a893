internal import Synchronization

/// The meanings of a table's names, created when the first of them is looked up.
extension BuiltinTable {
    /// All entries, and the names that refer to them.
    final class Contents: Sendable {
        let entries: [Builtin]
        let bare: [String: Meaning]
        let numpy: [String: Meaning]
        /// The constructor of each type, by the type's raw value.
        let constructors: [Builtin?]
        /// The entry that tests whether a value is an instance of a class.
        let instanceJudge: Builtin?

        init(_ entries: [Builtin], _ constants: (bare: ConstantList, numpy: ConstantList)) {
            self.entries = entries
            instanceJudge = entries.first { $0.traits.contains(.judgesInstances) }
            // Reserve capacity, because a growing table moves its contents.
            var bare = [String: Meaning](minimumCapacity: entries.count / 2)
            var numpy = [String: Meaning](minimumCapacity: entries.count + entries.count / 2)
            for constant in constants.bare { bare[constant.name] = .constant(constant.make) }
            for constant in constants.numpy { numpy[constant.name] = .constant(constant.make) }
            for entry in entries {
                let meaning = entry.type.map { Meaning.type($0) } ?? .builtin(entry)
                if entry.hasBareName { bare[entry.name] = meaning }
                if entry.isNumPys {
                    // `np.float64` is a callable type; its entry implements the call.
                    for path in [entry.numpyPath] + entry.aliases where numpy[path] == nil { numpy[path] = meaning }
                }
            }
            (self.bare, self.numpy) = (bare, numpy)
            var constructors = [Builtin?](repeating: nil, count: PythonType.allCases.count)
            for entry in entries.reversed() { if let type = entry.type { constructors[type.rawValue] = entry } }
            self.constructors = constructors
        }
    }

    /// The contents, created when the first name is looked up, so that the prompt appears without delay.
    final class LaterContents: Sendable {
        private let make: @Sendable () -> Contents
        /// Their address, once they are created.
        private let address = Atomic<UInt>(0)

        init(_ make: @escaping @Sendable () -> Contents) { self.make = make }

        var made: Contents {
            Self.contents(at: address.load(ordering: .acquiring)) ?? makeNow()
        }

        @inline(__always)
        private static func contents(at address: UInt) -> Contents? {
            UnsafeRawPointer(bitPattern: address).map { Unmanaged<Contents>.fromOpaque($0).takeUnretainedValue() }
        }

        @inline(never)
        private func makeNow() -> Contents {
            let made = Unmanaged.passRetained(make())
            let (isFirst, other) = address.compareExchange(
                expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
            if isFirst { return made.takeUnretainedValue() }
            // Another thread has created them meanwhile.
            made.release()
            return Self.contents(at: other) ?? makeNow()
        }
    }
}
