extension HelpExamples {
    /// Examples of going back and forth between cells; each statement is a cell.
    static let travelling = #"""
        ## undo
        w = ones 2
        w = w * 3
        undo
        w
        #> [1. 1.]

        ## redo
        w = ones 2
        w = w * 3
        undo
        redo
        w
        #> [3. 3.]

        ## goto
        w = ones 2
        w = w * 3
        b = 0.5
        goto 1
        w
        #> [1. 1.]

        ## diff
        w = ones 2
        w = w * 3
        diff 1 2
        #> ~ w  2 elements differ, the most at [0]: |Δ| 2.0, 6755399441055744 ulps

        ## history
        w = ones 2
        w = w * 3
        undo
        history
        #> [1] w = ones 2  w
        #> [2] w = w * 3   w  undone
        """#
}
