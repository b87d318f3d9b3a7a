import Collusion
import Foundation
import Mechanisms
import Mustache

/// Everything that was found, as one page of HTML that needs nothing else.
public struct ReportPage: Sendable {
  private let run: Run
  private let version: String
  private let solver: String
  private let parameters: [String]?

  /// - Parameters:
  ///   - run: What was found.
  ///   - version: Cartel's.
  ///   - solver: The solver's name and version.
  ///   - parameters: The two over which maps are drawn, where they occur; nil to choose those that tell most.
  public init(
    _ run: Run, version: String, solver: String, mapOver parameters: [String]? = nil
  ) {
    self.run = run
    self.version = version
    self.solver = solver
    self.parameters = parameters
  }

  /// A page, and why it has no charts, if it has none.
  public struct Written: Sendable {
    public var html: String
    public var withoutCharts: String?
  }

  /// The page. Charts are left out where there is no gnuplot.
  ///
  /// - Throws: `MustacheTemplate.Error` if the page's template is no template.
  /// - Complexity: plays every attack once more.
  public func written() async throws -> Written {
    try await written(drawing: Gnuplot())
  }

  func written(drawing gnuplot: Gnuplot) async throws -> Written {
    var content = PageContent(run, version: version, solver: solver, mapOver: parameters)
    do {
      try content.setPictures(await gnuplot.pictures(of: content.charts))
    } catch let unusable as Gnuplot.Unusable {
      content.withoutCharts = unusable.description
    }
    let template = try MustacheTemplate(string: Self.text(PackageResources.page_mustache))
    return Written(html: template.render(content), withoutCharts: content.withoutCharts)
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
