import Testing

@testable import Report

@Suite("Charts")
struct GnuplotTests {
  private func chart(_ script: String) -> Chart {
    Chart(title: "t", description: "d", legend: [], script: script)
  }

  @Test("gnuplot draws every chart, in order, in the page's own colours")
  func pictures() async throws {
    let charts = [
      chart("set label \(Quoted.text("a 'b' & `c` $d <e>")) at 0, 0\nplot [0:1] x linecolor rgb 4"),
      chart(
        """
        set xlabel 'second'
        $band << END
        0 0 1
        1 0 2
        END
        plot $band using 1:2:3 with filledcurves linecolor rgb 1
        """),
    ]
    let pictures = try await Gnuplot().pictures(of: charts)
    #expect(pictures.count == 2)
    let first = try #require(Picture(pictures[0])).content
    let second = try #require(Picture(pictures[1])).content
    #expect(first.contains("a 'b' &amp; `c` $d &lt;e&gt;"))
    #expect(first.contains("class=\"tone4 line\"") && !first.contains("rgb("))
    #expect(second.contains(">second</text>") && second.contains("<polygon class=\"tone1\""))
    #expect(!first.contains("id=") && !second.contains("id="))
  }

  @Test("a script that gnuplot does not accept is told")
  func mistake() async {
    await #expect(throws: Gnuplot.Unusable.self) {
      try await Gnuplot().pictures(of: [chart("plot nonsense(")])
    }
  }

  @Test("no charts need no gnuplot")
  func none() async throws {
    #expect(try await Gnuplot("no-such-gnuplot").pictures(of: []).isEmpty)
  }
}
