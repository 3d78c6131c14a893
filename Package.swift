// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the way from key press to text; see "The way through the house" in CONTRIBUTING.md.
func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// In release builds, too, what is tested is optimised, and not the tests: that would take most of the time.
func tests(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies,
        swiftSettings: settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))])
}

let package = Package(
    name: "descent",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "descent", targets: ["descent"])],
    dependencies: [
        // Subcommands, help, exit statuses and shell completions from one declaration of the arguments.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // The container of .npz files, with zlib's deflate inside; part of zlib's own distribution.
        .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
        module("Files"),
        // The hot loops in C: vector instructions chosen at run time, from one source with the same bits everywhere.
        .target(name: "CKernels"),
        // Shortest decimals by C++'s standard library.
        .target(name: "CDecimals"),
        .target(name: "Kernels", dependencies: ["CKernels"], exclude: ["README.md"], swiftSettings: settings),
        module("Tensors", uses: ["Kernels"]),
        module("TensorFiles", uses: ["CKernels", "CMinizip", "Files", "Kernels", "Tensors"]),
        module("Randomness", uses: ["CKernels", "Kernels"]),
        module("Syntax"),
        module("Training", uses: ["Kernels", "Tensors"]),
        module("Rendering", uses: ["CDecimals", "Syntax", "Tensors"]),
        module(
            "Interpreter",
            uses: ["Files", "Kernels", "Syntax", "Tensors", "TensorFiles", "Randomness", "Training", "Rendering"]),
        // Foundation for its JSON: notebooks are JSON that anyone may have written. Only reading or writing one uses it.
        module("Notebooks"),
        module(
            "Sessions", uses: ["Files", "Interpreter", "Notebooks", "Randomness", "Rendering", "Syntax", "Tensors"]),
        module("LineEditing", uses: ["CLibedit", "Files"]),
        module(
            "Shell",
            uses: ["Files", "Kernels", "Sessions", "LineEditing", "Interpreter", "Rendering", "Syntax", "Tensors"]),
        .executableTarget(
            name: "descent",
            dependencies: ["Sessions", "Shell", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings),
        tests("KernelsTests", uses: ["Kernels"]),
        tests("TensorsTests", uses: ["Tensors"]),
        tests("FilesTests", uses: ["Files"]),
        tests("TensorFilesTests", uses: ["Files", "TensorFiles", "Tensors"]),
        tests("RandomnessTests", uses: ["Randomness"]),
        tests("SyntaxTests", uses: ["Syntax"]),
        tests("TrainingTests", uses: ["Training", "Kernels", "Tensors"]),
        tests("RenderingTests", uses: ["Rendering", "Syntax", "Tensors"]),
        tests("InterpreterTests", uses: ["Files", "Interpreter", "Randomness", "Rendering", "Syntax", "Tensors"]),
        tests("NotebooksTests", uses: ["Notebooks"]),
        tests(
            "SessionsTests",
            uses: ["Files", "Notebooks", "Sessions", "Interpreter", "Rendering", "Syntax", "Tensors"]),
        tests("LineEditingTests", uses: ["LineEditing", "Files"]),
        tests("ShellTests", uses: ["Shell", "Interpreter", "LineEditing", "Rendering", "Syntax", "descent"]),
        tests("SessionTests", uses: ["Sessions", "Interpreter", "Syntax"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
