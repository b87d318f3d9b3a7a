import Foundation
import Subprocess

/// The program that draws charts.
struct Gnuplot: Sendable {
  /// Why no charts could be drawn.
  struct Unusable: Error, CustomStringConvertible {
    var description: String
  }

  private let executable: Executable

  init(_ name: String = "gnuplot") { executable = .name(name) }

  /// No more than this is read, in bytes.
  private static let mostOutput = 256 << 20
  /// What begins each picture, so that they are told apart.
  private static let opening = "<?xml"

  /// The pictures of some charts, each as a document in SVG, drawn by one process.
  ///
  /// - Throws: ``Unusable`` if the program is not there, or does not do what it is told.
  func pictures(of charts: [Chart]) async throws -> [String] {
    guard !charts.isEmpty else { return [] }
    let script = charts.map { Self.settings + $0.script + "\nset output\n" }.joined()
    let output: String
    do {
      let result = try await run(
        executable, input: .string(script), output: .string(limit: Self.mostOutput),
        error: .string(limit: Self.mostOutput))
      guard result.terminationStatus.isSuccess else {
        let complaint = result.standardError
        throw Unusable(description: "gnuplot ends with \(result.terminationStatus): \(complaint)")
      }
      output = result.standardOutput
    } catch let error as SubprocessError {
      throw Unusable(description: "gnuplot cannot be run: \(error)")
    }
    let pictures = output.ranges(of: Self.opening)
    guard pictures.count == charts.count else {
      throw Unusable(
        description: "gnuplot draws \(pictures.count) pictures of \(charts.count)")
    }
    let ends = pictures.dropFirst().map(\.lowerBound) + [output.endIndex]
    return zip(pictures, ends).map { String(output[$0.lowerBound..<$1]) }
  }

  /// What all charts have in common. Nothing is left of the one before.
  private static let settings = """
    reset session
    set terminal svg noenhanced size \(Chart.size.width),\(Chart.size.height) font 'Arial,13'
    set output
    set style fill solid 1 noborder
    set border 3
    set tics nomirror out scale 0.5
    set format '%g'
    unset key
    set offsets 0, 0, graph 0.04, graph 0.04
    set samples 2

    """
}
