"""What botocore knows of EC2."""

import functools

import botocore.loaders
import botocore.model


@functools.cache
def service():
    return botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("ec2", "service-2"), "ec2")
