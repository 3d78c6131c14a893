internal import COpenBLAS

/// The functions of `np.linalg`, built on LAPACK's routines like NumPy's.
///
/// They accept stacks of matrices, and results have NumPy's signs. The bits are those of OpenBLAS's Haswell kernels;
/// `Tests/Differential/linear_algebra.py` lists the sizes up to which they match NumPy's.
public enum LinearAlgebra {
    /// The reciprocal condition number below which the results of ``solve(_:_:badCondition:)`` and
    /// ``inverse(_:badCondition:)`` have no significant digits.
    public static let worstReciprocalCondition = 1e-15

    /// The machine kind whose factorisations have NumPy's bits.
    public static let canonicalMachineKind = "x86-64-avx2"

    /// The kind of this machine; factorisations may differ in their bits between kinds.
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

    /// How many factorisations this thread has used.
    public static var uses: Int { cob_uses() }

    /// The distance from 1 to the next float64.
    static let epsilon = Double.ulpOfOne
}
