internal import COpenBLAS

/// The functions of `np.linalg`, on LAPACK's routines with NumPy's drivers.
///
/// They take stacks of matrices, and results are NumPy's with their signs. The bits are those of OpenBLAS's kernels for
/// Haswell: `Tests/Differential/linear_algebra.py` tells up to which sizes they are NumPy's, too.
public enum LinearAlgebra {
    /// The reciprocal condition number below which the results of ``solve(_:_:badCondition:)`` and
    /// ``inverse(_:badCondition:)`` have no digits that mean anything.
    public static let worstReciprocalCondition = 1e-15

    /// The kind of machine on which factorisations have NumPy's bits, the same on each.
    public static let canonicalMachineKind = "x86-64-avx2"

    /// What kind of machine this is, as far as factorisations have other bits elsewhere.
    public static var machineKind: String {
        if cob_has_canonical_bits() { return canonicalMachineKind }
        #if arch(x86_64)
            return "x86-64"
        #elseif arch(arm64)
            return "arm64"
        #else
            return "other"
        #endif
    }

    /// How often this thread has used a factorisation.
    public static var uses: Int { cob_uses() }

    /// The distance from 1 to the next float64.
    static let epsilon = Double.ulpOfOne
}
