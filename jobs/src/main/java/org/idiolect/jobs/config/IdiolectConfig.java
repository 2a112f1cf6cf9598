package org.idiolect.jobs.config;

import org.idiolect.clean.CleanConfig;
import org.idiolect.evaluate.EvaluateConfig;
import org.idiolect.evaluate.attribution.JudgeConfig;
import org.idiolect.generate.GenerateConfig;
import org.idiolect.generate.TranscriptConfig;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.report.ReportConfig;
import org.idiolect.window.WindowConfig;

/**
 * All settings, one record per package.
 *
 * @param baseModel model folder that fine-tuning starts from, absolute
 * @param privacy pseudonyms
 * @param ingest reading exports
 * @param clean sessions
 * @param window windows, splits, eligible authors
 * @param train shared model and adapters
 * @param generate imitations
 * @param transcripts conversations that go on
 * @param evaluate perplexity and style
 * @param attribution who a text sounds like
 * @param report the page
 * @param ask zero-shot questions
 * @param pretrain shape of a model trained from scratch
 */
public record IdiolectConfig(
    String baseModel,
    PrivacyConfig privacy,
    IngestConfig ingest,
    CleanConfig clean,
    WindowConfig window,
    TrainingConfig train,
    GenerateConfig generate,
    TranscriptConfig transcripts,
    EvaluateConfig evaluate,
    JudgeConfig attribution,
    ReportConfig report,
    AskConfig ask,
    PretrainConfig pretrain) {}
