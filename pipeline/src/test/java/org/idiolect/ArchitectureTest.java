package org.idiolect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Packages follow the data: each may use those before it, none after it. */
@AnalyzeClasses(packages = "org.idiolect", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "org.idiolect.";

  @ArchTest
  static final ArchRule data_flows_downstream_only =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("table")
          .definedBy(BASE + "table..")
          .layer("privacy")
          .definedBy(BASE + "privacy..")
          .layer("ingest")
          .definedBy(BASE + "ingest..")
          .layer("clean")
          .definedBy(BASE + "clean..")
          .layer("tokenize")
          .definedBy(BASE + "tokenize..")
          .layer("window")
          .definedBy(BASE + "window..")
          .layer("model")
          .definedBy(BASE + "model..")
          .layer("train")
          .definedBy(BASE + "train..")
          .layer("generate")
          .definedBy(BASE + "generate..")
          .layer("evaluate")
          .definedBy(BASE + "evaluate..")
          .layer("report")
          .definedBy(BASE + "report..")
          .layer("ml")
          .definedBy(BASE + "ml..")
          .whereLayer("ml")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("evaluate")
          .mayOnlyBeAccessedByLayers("report", "ml")
          .whereLayer("generate")
          .mayOnlyBeAccessedByLayers("evaluate", "report", "ml")
          .whereLayer("train")
          .mayOnlyBeAccessedByLayers("generate", "evaluate", "report", "ml")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("train", "generate", "evaluate", "report", "ml")
          .whereLayer("window")
          .mayOnlyBeAccessedByLayers("train", "generate", "evaluate", "report", "ml")
          .whereLayer("tokenize")
          .mayOnlyBeAccessedByLayers("window", "train", "generate", "evaluate", "report", "ml")
          .whereLayer("clean")
          .mayOnlyBeAccessedByLayers(
              "tokenize", "window", "train", "generate", "evaluate", "report", "ml")
          .whereLayer("ingest")
          .mayOnlyBeAccessedByLayers(
              "clean", "tokenize", "window", "train", "generate", "evaluate", "report", "ml");

  @ArchTest
  static final ArchRule the_model_knows_no_spark =
      noClasses()
          .that()
          .resideInAPackage(BASE + "model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule no_step_writes_files_or_prints =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Step")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.PrintStream")
          .orShould()
          .callMethod("org.apache.spark.sql.Dataset", "write");
}
