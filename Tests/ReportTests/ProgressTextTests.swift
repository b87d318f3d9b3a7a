import Mechanisms
import Report
import Testing

@Suite("Progress")
struct ProgressTextTests {
  private func atWork() -> ProgressText {
    var progress = ProgressText()
    progress.total = 40
    return progress
  }

  @Test("each thing at work has a line with its time, and keeps its place until it ends")
  func places() {
    var progress = atWork()
    #expect(progress.begin("one", at: .seconds(1)) == 0)
    #expect(progress.begin("two", at: .seconds(2)) == 1)
    #expect(
      progress.lines(at: .seconds(4), width: 30) == [
        "  1  one                   3 s", "  2  two                   2 s",
        "  ░░░░░░░░░░░░░░░░░░░░  0 of …",
      ])
    progress.end(0)
    #expect(progress.lines(at: .seconds(4), width: 60)[0] == "  1")
    #expect(progress.begin("three", at: .seconds(5)) == 0)
  }

  @Test("no line is longer than there is room")
  func width() {
    var progress = atWork()
    _ = progress.begin(String(repeating: "long ", count: 50), at: .zero)
    for width in 12...120 {
      #expect(progress.lines(at: .seconds(400), width: width).allSatisfy { $0.count <= width })
    }
    #expect(progress.lines(at: .seconds(400), width: 40)[0].hasSuffix("…  6 min"))
  }

  @Test("the rest is estimated from what was decided, once that says something")
  func rest() {
    var progress = atWork()
    progress.count(.proved)
    #expect(!progress.lines(at: .seconds(60), width: 100)[0].contains("left"))
    for _ in 0..<9 { progress.count(.broken) }
    progress.unexpected = 1
    #expect(
      progress.lines(at: .seconds(30), width: 100) == [
        "  █████░░░░░░░░░░░░░░░  10 of 40 · 1 proved, 9 broken · 1 not as expected · about 90 s left"
      ])
    // Looking something up says nothing about how long deciding takes.
    progress.remembered = 7
    #expect(!progress.lines(at: .seconds(30), width: 100)[0].contains("left"))
  }

  @Test("long lines are broken between words, and what goes on is set in")
  func wrapping() {
    #expect("  one two three four".wrapped(to: 11) == "  one two\n    three\n    four")
    #expect("short\n\nlines".wrapped(to: 10) == "short\n\nlines")
    #expect("unbreakable".wrapped(to: 4) == "unbreakable")
    #expect("a  row  of a table".wrapped(to: 8) == "a  row  of a table")
    let coloured = "\u{1B}[32mproved\u{1B}[0m it"
    #expect(coloured.wrapped(to: 9) == coloured)
    #expect(coloured.wrapped(to: 8) != coloured)
  }
}
