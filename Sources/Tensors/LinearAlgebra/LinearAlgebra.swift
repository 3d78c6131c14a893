internal import COpenBLAS
internal import Synchronization

/// The functions of `np.linalg`, on LAPACK's routines with NumPy's drivers.
///
/// They take stacks of matrices, and results are NumPy's with their signs. The bits are those of OpenBLAS's kernels for
/// Haswell: `Tests/Differential/linear_algebra.py` tells up to which sizes they are NumPy's, too.
public enum LinearAlgebra {
    /// The reciprocal condition number below which the results of ``solve(_:_:badCondition:)`` and
    /// ``inverse(_:badCondition:)`` have no digits that mean anything.
    public static let worstReciprocalCondition = 1e-15

    /// Whether factorisations have the same bits here as on all machines of that kind: x86-64 with AVX2.
    public static var hasCanonicalBits: Bool { cob_has_canonical_bits() }

    private static let useCount = Atomic<Int>(0)

    /// How often a factorisation was used in this process.
    public static var uses: Int { useCount.load(ordering: .relaxed) }

    static func noteUse() { useCount.wrappingAdd(1, ordering: .relaxed) }

    /// The distance from 1 to the next float64.
    static let epsilon = Double.ulpOfOne
}
