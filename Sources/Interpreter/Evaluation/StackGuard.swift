/// Tells when evaluation has used up the stack it was given, so that deep recursion ends in a diagnostic.
package struct StackGuard {
    private let lowestAddress: UInt

    /// Allows `budget` bytes of stack below the caller's frame.
    init(budget: Int) {
        let address = Self.currentAddress
        lowestAddress = address > UInt(budget) ? address - UInt(budget) : 0
    }

    /// Whether the budget is spent.
    package var isExhausted: Bool { Self.currentAddress < lowestAddress }

    private static var currentAddress: UInt {
        var marker: UInt8 = 0
        return withUnsafePointer(to: &marker) { UInt(bitPattern: $0) }
    }
}
