import Mechanisms
import Testing

@Suite("Formatting")
struct FormattingTests {
  private func formatted(_ text: String) throws -> String {
    try MechanismText.formatted(text, file: "f")
  }

  /// Checks what comes of a text, and that nothing more comes of that.
  private func expect(_ text: String, becomes result: String) throws {
    #expect(try formatted(text) == result)
    #expect(try formatted(result) == result)
  }

  private func refusal(_ text: String) -> String {
    do throws(Diagnostics) {
      return try MechanismText.formatted(text, file: "f")
    } catch {
      return "\(error)"
    }
  }

  @Test("each level is indented by two spaces, lists like maps")
  func indentation() throws {
    try expect(
      """
      steps:
      -   when: a
          then:
             -  pay: 1
                from: b
             -  - nested
                - list
      -   let: c
      """,
      becomes: """
        steps:
          - when: a
            then:
              - pay: 1
                from: b
              - - nested
                - list
          - let: c

        """)
    try expect("-\n\n  a: 1\n-\n  # of b\n  b: 2\n", becomes: "- a: 1\n-\n  # of b\n  b: 2\n")
  }

  @Test("a comment stays above what it stands above, and at the end of its line")
  func comments() throws {
    try expect(
      """
      # first


      # second
      a:   # of a
          # above b
          b: 1      # of b
          # behind b
      # above c
      c:
      - x # of x
        # behind x
      - # of the map
         y: 1

      # last

      """,
      becomes: """
        # first

        # second
        a:  # of a
          # above b
          b: 1  # of b
          # behind b
        # above c
        c:
          - x  # of x
          # behind x
          -  # of the map
            y: 1

        # last

        """)
  }

  @Test("brackets stay on one line where they fit, whatever lines they were on")
  func brackets() throws {
    try expect(
      "a: { x : 1 ,y: [ p,q , ], z: , w}\nb: [\n  1,\n    2\n]\nc: {}\n",
      becomes: "a: {x: 1, y: [p, q], z: , w}\nb: [1, 2]\nc: {}\n")
  }

  @Test("brackets that do not fit become blocks, from the outside in")
  func broken() throws {
    let long = String(repeating: "x", count: 60)
    try expect(
      "a: {first: [\(long), 1], second: {\(long): 2}, third: }\nb: [p: \(long), \(long), [\(long)]]\n",
      becomes: """
        a:
          first: [\(long), 1]
          second: {\(long): 2}
          third:
        b:
          - p: \(long)
          - \(long)
          - [\(long)]

        """)
  }

  @Test("brackets with comments become blocks that keep them")
  func commentsInBrackets() throws {
    try expect(
      """
      a: [ # of all
        x, # of x
        # above y
        y
        # behind y
      ]
      b:
      - [ # of z
          z]
      - [z, # of z
          y]
      """,
      becomes: """
        a:
          # of all
          - x  # of x
          # above y
          - y
          # behind y
        b:
          -
            # of z
            - z
          - - z  # of z
            - y

        """)
  }

  @Test("values stand in a column where any of their neighbours did")
  func columns() throws {
    try expect(
      """
      a:
        x:   {about: 1}
        long: {about: 2}

        y:  1
        z: 2
      b:
        x: 1
        long: 2
      """,
      becomes: """
        a:
          x:    {about: 1}
          long: {about: 2}

          y: 1
          z: 2
        b:
          x: 1
          long: 2

        """)
  }

  @Test("texts over several lines keep their lines, and their indentation among each other")
  func texts() throws {
    try expect(
      """
      a: >-
           one
             more

           two


      b: |
       literal # no comment
      c: plain
          text # a comment
      d: "quoted

            # no comment
         'text'"
      e:
        - >
         folded
        - plain
           text
      """,
      becomes: """
        a: >-
          one
            more

          two

        b: |
          literal # no comment
        c: plain
          text  # a comment
        d: "quoted

             # no comment
          'text'"
        e:
          - >
            folded
          - plain
            text

        """)
  }

  @Test("quotes, colons and number signs within texts are left alone")
  func signs() throws {
    let text = """
      'it''s': "a \\" # b"
      "x: y": a:b#c
      url: http://x/#y
      list: ['a, b', "c]", d:e]

      """
    try expect(text, becomes: text)
  }

  @Test("line ends of other systems, tabs and spaces at ends of lines go")
  func otherSpaces() throws {
    try expect("a:\t1 \t\r\nb: 2  \r\n\r\n\r\n", becomes: "a: 1\nb: 2\n")
    try expect("a: 1\r\nb:\r\n  - 2\r", becomes: "a: 1\nb:\n  - 2\n")
    try expect("a: 1\r\n# last\r", becomes: "a: 1\n# last\n")
  }

  @Test(
    "what is not known is told with its line, not formatted",
    arguments: [
      ("a: &x 1\nb: *x", "f:1:1: an anchor"), ("a: 1\nb: !t 2", "f:2:1: a tag"),
      ("---\na: 1", "f:1:1: the mark of a document"), ("? a\n: 1", "f:1:1: a key behind"),
      ("[a]: 1", "f:1:1: a list or map as a key"), ("a: |2\n   x", "f:1:1: '|2'"),
      ("a: |+\n  x\n", "f:1:1: '|+'"), ("a:\n  # comment\n  b", "f:3:1: a comment between"),
      ("{a: # comment\n b}", "f:1:1: a comment between"),
      ("a: [ # comment\n]", "f:2:1: a comment in brackets"),
      ("[a\n # comment\n , b]", "f:3:1: a comment in front"),
      ("a: > # comment\n  b", "f:1:1: the comment '# comment'"),
      ("a: { # in\n b: c} # behind", "f:2:1: a comment behind brackets"),
      ("[ # in\n b] # behind", "f:2:1: a comment behind brackets"),
      ("[[ # in\n b], # behind\n c]", "f:2:1: a comment behind brackets"),
      ("[a # first\n , # second\n c]", "f:2:1: a second comment"),
    ])
  func unknown(text: String, message: String) {
    #expect(refusal(text).hasPrefix(message), "\(refusal(text))")
  }

  @Test("what is no YAML is a located mistake", arguments: ["a: [", "a: 1\n b: 2", ""])
  func noYAML(text: String) { #expect(refusal(text).hasPrefix("f:")) }
}
