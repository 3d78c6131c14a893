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

    @Test(
        "init.session is in the folder of settings, unless DESCENT_INIT says otherwise",
        arguments: [
            ([:], "/home/ada/.config/descent/init.session"),
            (["XDG_CONFIG_HOME": "/settings"], "/settings/descent/init.session"),
            (["XDG_CONFIG_HOME": "settings"], "/home/ada/.config/descent/init.session"),
            (["XDG_CONFIG_HOME": ""], "/home/ada/.config/descent/init.session"),
            (["DESCENT_INIT": "mine.session", "XDG_CONFIG_HOME": "/settings"], "mine.session"),
            (["DESCENT_INIT": ""], nil),
        ] as [([String: String], String?)]) func beginning(_ environment: [String: String], _ expected: String?)
    {
        #expect(UserFolders.beginning(home: "/home/ada") { environment[$0] } == expected)
    }

    @Test("without a home folder there is no history") func homeless() {
        #expect(UserFolders.history(home: nil) { _ in nil } == nil)
        #expect(UserFolders.history(home: nil) { $0 == "XDG_STATE_HOME" ? "/state" : nil } == "/state/descent/history")
    }
}
