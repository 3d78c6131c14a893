internal import Interpreter

/// The named tuples that functions of `np.linalg` return.
enum NamedResults {
    static let sign = result("SlogdetResult", ["sign", "logabsdet"])
    static let symmetricEigen = result("EighResult", ["eigenvalues", "eigenvectors"])
    static let eigen = result("EigResult", ["eigenvalues", "eigenvectors"])
    static let triangle = result("QRResult", ["Q", "R"])
    static let singularValues = result("SVDResult", ["U", "S", "Vh"])

    private static func result(_ name: String, _ fields: [String]) -> CollectionsModule.SharedClass {
        NamedTuples.shared(name, fields, module: "numpy.linalg._linalg")
    }
}

extension Machine {
    /// An instance of a class of named tuples.
    func result(_ type: CollectionsModule.SharedClass, _ items: [Value]) -> Value {
        .instance(newInstance(of: type.type, storage: .value(.tuple(TupleObject(items)))))
    }
}
