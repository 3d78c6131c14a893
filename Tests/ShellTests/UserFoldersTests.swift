import Testing

@testable import Shell

@Suite("The user's folders") struct UserFoldersTests {
    @Test(
        "the history is where the XDG base directories say, unless DESCENT_HISTORY says otherwise",
        arguments: [
            ([:], "/home/ada/.local/state/descent/history"),
            (["XDG_STATE_HOME": "/state"], "/state/descent/history"),
            (["XDG_STATE_HOME": "state"], "/home/ada/.local/state/descent/history"),
            (["XDG_STATE_HOME": ""], "/home/ada/.local/state/descent/history"),
            (["DESCENT_HISTORY": "h", "XDG_STATE_HOME": "/state"], "h"),
            (["DESCENT_HISTORY": ""], nil),
            (["DESCENT_HISTORY": "/dev/null"], nil),
        ] as [([String: String], String?)]) func history(_ environment: [String: String], _ expected: String?)
    {
        #expect(UserFolders.history(home: "/home/ada") { environment[$0] } == expected)
    }

    @Test("without a home folder there is no history") func homeless() {
        #expect(UserFolders.history(home: nil) { _ in nil } == nil)
        #expect(UserFolders.history(home: nil) { $0 == "XDG_STATE_HOME" ? "/state" : nil } == "/state/descent/history")
    }
}
