package org.idiolect.model;

/** The linear layers of a GPT-2 block that an adapter can change, in the order of the block. */
public enum LoraTarget {
  C_ATTN("attn.c_attn", 1, 3),
  ATTN_C_PROJ("attn.c_proj", 1, 1),
  C_FC("mlp.c_fc", 1, 4),
  MLP_C_PROJ("mlp.c_proj", 4, 1);

  private final String moduleName;
  private final int inputFactor;
  private final int outputFactor;

  LoraTarget(String moduleName, int inputFactor, int outputFactor) {
    this.moduleName = moduleName;
    this.inputFactor = inputFactor;
    this.outputFactor = outputFactor;
  }

  /** Its name within a block of the checkpoint. */
  public String moduleName() {
    return moduleName;
  }

  /** Inputs of the layer, in numbers. */
  int inputs(Gpt2Config config) {
    return inputFactor * config.channels();
  }

  /** Outputs of the layer, in numbers. */
  int outputs(Gpt2Config config) {
    return outputFactor * config.channels();
  }
}
