import Foundation
import Testing

/// The manual page, the completions, and the script that installs them.
@Suite("Installing") struct InstallTests {
    private static let root = ReadmeTests.root.path
    private static let page = root + "/Scripts/descent.1"
    private let folder = try? ScratchFolder()
    private static let python = "/usr/bin/python3"

    private static func has(_ program: String) -> Bool {
        ["/bin/", "/usr/bin/", "/usr/local/bin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + program)
        }
    }

    /// A prefix with blanks and quotes in it, installed to.
    private func installed() throws -> String {
        let prefix = try #require(folder).path("of Ada's")
        let outcome = try Descent.shell(
            "\"$ROOT\"/Scripts/install --binary \"$D\" \"$P\"", environment: ["ROOT": Self.root, "P": prefix])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("is not in PATH"))
        #expect(outcome.errors.contains("Scripts/install --uninstall"))
        return prefix
    }

    private static let files = [
        "bin/descent", "share/man/man1/descent.1", "share/bash-completion/completions/descent",
        "share/zsh/site-functions/_descent", "share/fish/vendor_completions.d/descent.fish",
    ]

    private static func list(_ prefix: String) -> Set<String> {
        let names = FileManager.default.enumerator(atPath: prefix)?.allObjects as? [String] ?? []
        var isFolder: ObjCBool = false
        return Set(
            names.filter {
                FileManager.default.fileExists(atPath: prefix + "/" + $0, isDirectory: &isFolder) && !isFolder.boolValue
            })
    }

    @Test("puts five files under the prefix, of which the program runs, and takes them away again")
    func install() throws {
        let prefix = try installed()
        #expect(Self.list(prefix) == Set(Self.files))
        let environment = ["P": prefix, "ROOT": Self.root]
        let run = try Descent.shell("\"$P\"/bin/descent run -c '1 + 2'", environment: environment)
        #expect(run.output == "3\n" && run.status == 0)
        #expect(
            try Descent.shell("cmp \"$P\"/share/man/man1/descent.1 '\(Self.page)'", environment: environment).status
                == 0)
        let gone = try Descent.shell("\"$ROOT\"/Scripts/install --uninstall \"$P\"", environment: environment)
        #expect(gone.status == 0 && Self.list(prefix).isEmpty)
        #expect(try Descent.shell("\"$ROOT\"/Scripts/install --uninstall \"$P\"", environment: environment).status == 2)
    }

    @Test(
        "a prefix that can't be written to, or a program that isn't there, is told",
        arguments: [
            "--binary /nowhere/descent \"$P\"", "--binary \"$D\" /proc/none", "--what", "a b",
        ])
    func refuses(arguments: String) throws {
        let folder = try ScratchFolder()
        let outcome = try Descent.shell(
            "'\(Self.root)'/Scripts/install \(arguments)", environment: ["P": folder.path("prefix")])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("error: ") || outcome.errors.contains("usage: "))
        #expect(Self.list(folder.path("prefix")).isEmpty)
    }

    @Test("bash completes commands, options and files") func bash() throws {
        let prefix = try installed()
        let script = """
            set -eu
            source "$P/share/bash-completion/completions/descent"
            complete -p descent
            PATH="$P/bin:$PATH"
            try() { set +eu; COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
                _descent descent "${@: -1}" "${@: -2:1}"; echo "${COMPREPLY[*]}"; }
            try descent che
            try descent check --rt
            try descent run --color al
            """
        let outcome = try Descent.shell(script, environment: ["P": prefix])
        #expect(outcome.errors == "")
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.prefix(1) == ["complete -o default -o filenames -F _descent descent"])
        #expect(lines.dropFirst().prefix(3) == ["check", "--rtol", "always"])
    }

    @Test("zsh finds its completions", .enabled(if: has("zsh"))) func zsh() throws {
        let prefix = try installed()
        let script = """
            zsh -n "$P/share/zsh/site-functions/_descent" &&
            zsh -fc 'fpath=($P/share/zsh/site-functions $fpath); autoload -Uz compinit
                compinit -u -d $P/dump; echo $_comps[descent]'
            """
        let outcome = try Descent.shell(script, environment: ["P": prefix])
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.output == "_descent\n")
    }

    @Test("fish completes commands and options", .enabled(if: has("fish"))) func fish() throws {
        let prefix = try installed()
        let home = try #require(folder).path("home")
        let script = """
            fish -c 'source $P/share/fish/vendor_completions.d/descent.fish
                complete -C "descent che"; complete -C "descent check --rt"'
            """
        let outcome = try Descent.shell(
            script, environment: ["P": prefix, "HOME": home, "XDG_CONFIG_HOME": home])
        #expect(outcome.output.hasPrefix("check\t"))
        #expect(outcome.output.contains("\n--rtol\t"))
    }

    // MARK: - The manual page

    @Test(
        "the manual page is what Scripts/manual makes of the program's options",
        .enabled(if: FileManager.default.isExecutableFile(atPath: python)))
    func manualIsUpToDate() throws {
        let made = try Descent.shell("\(Self.python) '\(Self.root)/Scripts/manual' --print --binary \"$D\"")
        #expect(made.status == 0, "\(made.errors)")
        let page = try String(contentsOfFile: Self.page, encoding: .utf8)
        #expect(made.output == page, "run Scripts/manual, and commit Scripts/descent.1")
    }

    @Test("the manual page names each option that the help does") func manualIsComplete() throws {
        let page = try String(contentsOfFile: Self.page, encoding: .utf8).replacing("\\-", with: "-")
        for command in ["run", "check", "update"] {
            let help = try Descent.run([command, "--help"]).output
            let options = help.matches(of: /--[a-z-]+/).map { String($0.output) }
            #expect(options.count > 3)
            for option in options { #expect(page.contains("Fl \(option.dropFirst())"), "\(command) \(option)") }
        }
    }

    @Test("the manual page has no mistakes, and renders", .enabled(if: has("mandoc"))) func manualIsWellFormed() throws
    {
        let lint = try Descent.shell("mandoc -Tlint -W warning '\(Self.page)'")
        #expect(lint.status == 0 && lint.output == "")
        let shown = try Descent.shell("mandoc -Tascii -Owidth=80 '\(Self.page)' | col -b").output
        for words in ["NAME", "SYNOPSIS", "descent check", "--no-init", "EXIT STATUS", "In [1]: tutorial"] {
            #expect(shown.contains(words), "\(words)")
        }
    }

    @Test("man finds it under the prefix", .enabled(if: has("man"))) func man() throws {
        let prefix = try installed()
        let shown = try Descent.shell("MANPATH=\"$P/share/man\" man -P cat descent", environment: ["P": prefix])
        #expect(shown.status == 0 && shown.output.contains("SYNOPSIS"))
    }
}
