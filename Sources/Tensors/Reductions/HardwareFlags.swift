internal import Platform

/// The processor's own floating-point flags, which NumPy's warnings come from.
enum HardwareFlags {
    /// Makes an array; if it isn't finite, makes it once more, watching which flags the processor raises.
    ///
    /// Sums and products of many numbers can't tell from their result what happened on the way.
    static func watching(
        _ flags: inout FloatingPointFlags, _ make: () throws(TensorError) -> NDArray<Double>
    ) throws(TensorError) -> NDArray<Double> {
        let result = try make()
        if result.storageIsFinite { return result }
        _ = feclearexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
        let repeated = try make()
        let raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
        if raised & FE_OVERFLOW != 0 { flags.insert(.overflow) }
        if raised & FE_INVALID != 0 { flags.insert(.invalid) }
        return repeated
    }
}
