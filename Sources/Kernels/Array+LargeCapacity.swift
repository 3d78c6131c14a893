internal import CKernels

extension Array {
    /// `init(unsafeUninitializedCapacity:initializingWith:)` for what may be large: the system is told to hand the
    /// memory out in large pages, which is several times as quick as small ones.
    @inlinable
    public init<Failure: Error>(
        largeCapacity count: Int,
        initializingWith initializer: (inout UnsafeMutableBufferPointer<Element>, inout Int) throws(Failure) -> Void
    ) throws(Failure) {
        var failure: Failure?
        self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
            expectLargeUse(of: UnsafeMutableRawBufferPointer(buffer))
            do throws(Failure) {
                try initializer(&buffer, &initialized)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}

/// Asks for large pages, for memory of some size.
public func expectLargeUse(of memory: UnsafeMutableRawBufferPointer) {
    if memory.count >= 1 << 22 { ck_expect_large_use(memory.baseAddress, memory.count) }
}
