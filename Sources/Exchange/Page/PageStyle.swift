/// The style of a page: light or dark by the reader's preference, for wide and narrow screens and for paper.
enum PageStyle {
    static let text = variables + layout + words + paper

    /// Every text colour has a contrast ratio of at least 4.5:1.
    private static let variables = """
        :root {
          color-scheme: light dark;
          --ground: #ffffff; --text: #1f2328; --dim: #59636e; --line: #d5dae0; --box: #f5f6f8;
          --link: #0b5cad; --prompt: #0b5cad; --keyword: #7a3e9d; --name: #005a9c; --number: #00665a; --string: #924600;
          --comment: #59636e; --error: #a83f00; --warning: #7d5200; --error-box: #fdf1e9;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ground: #16181d; --text: #e6e6e6; --dim: #a0a9b4; --line: #3a404a; --box: #1f2229;
            --link: #7cc4f5; --prompt: #7cc4f5; --keyword: #cfaef2; --name: #8fc9f7; --number: #62d2b6; --string: #f0ad72;
            --comment: #a0a9b4; --error: #ff9f6b; --warning: #f0c05a; --error-box: #2c2320;
          }
        }

        """

    private static let layout = """
        * { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
        body {
          margin: 0; background: var(--ground); color: var(--text); line-height: 1.55;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
        }
        main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2rem 0 .6rem; text-wrap: balance }
        h1 { font-size: 1.9rem; margin-top: .5rem }
        h2 { font-size: 1.45rem }
        h3 { font-size: 1.2rem }
        h4, h5, h6 { font-size: 1rem }
        h2.title, h3.title, h4.title, h5.title, h6.title { font-size: 1rem; margin: 0 0 .4rem }
        p, ul, ol, blockquote, table { margin: .7rem 0 }
        li > ul, li > ol { margin: .1rem 0 }
        a { color: var(--link) }
        img, svg { max-width: 100%; height: auto }
        hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0 }
        blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--dim) }
        .cell { margin: 1.6rem 0 }
        pre, code, .formula { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace }
        pre {
          margin: .35rem 0; padding: .6rem .8rem; overflow-x: auto; font-size: .84rem; line-height: 1.45;
          tab-size: 4; overflow-wrap: normal;
        }
        pre code { font-size: inherit }
        code, .formula { font-size: .88em }
        p code, li code, td code { background: var(--box); border-radius: 3px; padding: .1em .3em }
        .formula { white-space: pre-wrap }
        .prose .block { margin: .8rem 0 }
        .code, .block { background: var(--box); border-radius: 6px }
        .output, .message { padding-top: .1rem; padding-bottom: .1rem }
        .message { background: var(--error-box); border-left: 3px solid var(--error); padding: .4rem .8rem }
        .prompt { color: var(--prompt); user-select: none; -webkit-user-select: none }
        figure { margin: .6rem 0 1rem }
        figure svg { display: block }
        figcaption { font-size: .88rem; color: var(--dim); padding: .3rem .8rem 0; white-space: pre-line }
        .wide { overflow-x: auto }
        table { border-collapse: collapse; font-size: .95rem }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem; text-align: start; vertical-align: top }
        th { border-bottom-width: 2px }
        .left { text-align: left } .center { text-align: center } .right { text-align: right }

        """

    private static let words = """
        .keyword { color: var(--keyword) } .name { color: var(--name) } .number { color: var(--number) }
        .string { color: var(--string) } .comment { color: var(--comment); font-style: italic }
        .error, .removed { color: var(--error) } .error, .strong { font-weight: 700 }
        .warning { color: var(--warning); font-weight: 700 } .note { color: var(--name); font-weight: 700 }
        .added { color: var(--name) } .hint { font-style: italic }

        """

    private static let paper = """
        @media print {
          @page { margin: 18mm 16mm }
          main { max-width: none; padding: 0 }
          body { font-size: 10.5pt }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 8.5pt; print-color-adjust: exact }
          .code, .block { border: 1px solid var(--line) }
          h1, h2, h3, h4, h5, h6 { break-after: avoid }
          figure, tr, .code, .message { break-inside: avoid }
          figure svg { width: 14cm }
          .wide { overflow: visible }
          a { color: inherit }
        }

        """
}
