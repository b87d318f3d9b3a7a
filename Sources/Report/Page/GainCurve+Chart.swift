extension GainCurve {
  /// The curve as a picture.
  ///
  /// - Parameter words: What the attack at a place of the condition is about.
  func chart(titled title: String, _ words: (Int) -> String) -> Chart {
    let axis = line.axes[0]
    var script = [
      "set xrange [\(axis.ends.lower):\(axis.ends.upper)]", "set yrange [*:*]",
      "set xlabel \(Quoted.text(axis.parameter))", "set ylabel 'gain'",
    ]
    var plots: [String] = []
    func draw(_ line: Line, _ tone: Chart.Tone, name: String, _ style: String) {
      script.append("$\(name) << END")
      script += line.pieces.flatMap { $0.map { "\($0.at) \($0.gain)" } + [""] }
      script.append("END")
      plots.append("$\(name) with \(style) linecolor \(tone.code)")
    }
    let style =
      isInteger ? "linespoints pointtype 7 pointsize 0.5 linewidth 2" : "lines linewidth 2.5"
    if let margin {
      draw(margin, .allowed, name: "allowed", "lines linewidth 2 dashtype 2")
    } else {
      plots.append("0 with lines linewidth 2 dashtype 2 linecolor \(Chart.Tone.allowed.code)")
    }
    for line in lines {
      draw(line, line.tone, name: "gain\(line.attack ?? 0)", style)
      if let attack = line.attack, let last = line.ends?.last {
        script.append(
          "set label '\(attack + 1)' at \(last.at), \(last.gain) left offset 0.6, 0")
      }
    }
    script.append("plot \(plots.joined(separator: ", "))")
    let gains = lines.compactMap { line in
      self.words(for: line).map { words in
        "\(line.attack.map { "attack \($0 + 1) gains" } ?? "the largest gain goes") \(words)"
      }
    }
    let range = "\(axis.parameter) from \(axis.lower) to \(axis.upper), left to right."
    return Chart(
      title: title, description: "\(range) \(gains.joined(separator: "; "))".capitalizedFirst + ".",
      legend: lines.map {
        Chart.Entry(
          tone: $0.tone, label: $0.attack.map { "\($0 + 1)" } ?? "the most",
          text: $0.attack.map(words) ?? "that any coalition gains which the claim speaks of")
      } + [
        Chart.Entry(
          tone: .allowed, label: "dashed", text: "what is allowed\(margin == nil ? ": 0" : "")")
      ], script: script.joined(separator: "\n"))
  }
}

extension GainCurve.Line {
  fileprivate var tone: Chart.Tone { .attack(attack ?? 0) }
}
