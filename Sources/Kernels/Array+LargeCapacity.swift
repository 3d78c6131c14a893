internal import CKernels

extension Array {
    /// `init(unsafeUninitializedCapacity:initializingWith:)` for arrays that may be large: it advises the system to
    /// use large pages, which is several times faster.
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

/// Advises the system to use large pages for a block of memory, if it is large.
public func expectLargeUse(of memory: UnsafeMutableRawBufferPointer) {
    if memory.count >= 1 << 22 { ck_expect_large_use(memory.baseAddress, memory.count) }
}
