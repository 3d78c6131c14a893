extension HelpExamples {
    /// Examples of reading and writing files; the tests run them in a folder of their own.
    static let files = #"""
        ## save
        x = arange(4.0).reshape(2, 2)
        y = x @ array([[1.0], [2.0]])
        save lesson.npz x y
        load("lesson.npz", name="y")
        #> [[2.]
        #>  [8.]]

        ## load
        save table.csv array([[1.5, 2.0], [3.0, 4.0]])
        data = load table.csv
        data
        #> [[1.5 2. ]
        #>  [3.  4. ]]
        save x.npy data
        x = load("x.npy", mmap=True)
        x.sum()
        #> 10.5

        ## np.save
        np.save("w.npy", array([0.5, -1.0]))
        load w.npy
        #> [ 0.5 -1. ]

        ## np.load
        save w.npy array([0.5, -1.0])
        w = np.load("w.npy")
        w
        #> [ 0.5 -1. ]

        ## savez
        np.savez("model.npz", w=ones((2, 1)), b=zeros((1, 1)))
        w = load("model.npz", name="w")
        w
        #> [[1.]
        #>  [1.]]

        ## savez_compressed
        np.savez_compressed("zeros.npz", x=zeros((1000, 10)))
        x = load("zeros.npz", name="x")
        x.shape
        #> (1000, 10)

        ## savetxt
        np.savetxt("t.txt", array([[1, 2], [3, 4]]), fmt="%d")
        load t.txt
        #> [[1. 2.]
        #>  [3. 4.]]

        ## loadtxt
        save t.csv array([[1.5, 2], [3, 4]])
        loadtxt("t.csv", delimiter=",", usecols=1)
        #> [2. 4.]

        ## genfromtxt
        np.savetxt("t.csv", array([[1, nan]]), delimiter=",", fmt="%.1f")
        genfromtxt("t.csv", delimiter=",")
        #> [ 1. nan]

        ## stats
        losses = array([4.0, 2.0, 1.0, 0.5])
        stats losses
        #>                   losses
        #> count         4
        #> nan           0
        #> inf           0
        #> zeros         0
        #> min           0.5
        #> 25%           0.875
        #> median        1.5
        #> 75%           2.5
        #> max           4.
        #> mean          1.875
        #> std (ddof 0)  1.34047566
        """#
}
